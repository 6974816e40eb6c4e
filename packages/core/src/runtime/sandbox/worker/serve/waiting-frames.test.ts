import {expect, test} from 'vitest';
import {WaitingFrames} from './waiting-frames.js';

const newPort = () => {
  let isClosed = false;
  return {port: {close: () => (isClosed = true)} as unknown as MessagePort, isClosed: () => isClosed};
};

test('RT-F15 a document is made for the frame that waits now, with what ran there', () => {
  const frames = new WaitingFrames();
  expect(frames.take()).toBeUndefined();
  frames.waits(1, []);
  const {port} = newPort();
  frames.linked(1, port);
  frames.waits(1, ['lit']);
  expect(frames.take()).toEqual({frame: 1, packs: ['lit'], link: port});
  expect(frames.take()).toBeUndefined();
});

test.each([
  ['another one waits', (frames: WaitingFrames) => frames.waits(2, [])],
  ['it is gone', (frames: WaitingFrames) => frames.gone(1)],
  ['nothing is made for it', (frames: WaitingFrames) => frames.forget()],
])('RT-F15 the port of a frame is closed once %s', (_, end) => {
  const frames = new WaitingFrames();
  const {port, isClosed} = newPort();
  frames.waits(1, []);
  frames.linked(1, port);
  end(frames);
  expect(isClosed()).toBe(true);
  expect(frames.take()?.frame).not.toBe(1);
});

test('RT-F15 a port that comes for a frame in use is closed, and one that is gone takes no other along', () => {
  const frames = new WaitingFrames();
  const {port, isClosed} = newPort();
  frames.linked(1, port);
  expect(isClosed()).toBe(true);
  frames.waits(2, []);
  frames.gone(1);
  expect(frames.take()).toMatchObject({frame: 2});
});
