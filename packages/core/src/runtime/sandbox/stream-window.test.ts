import {expect, test} from 'vitest';
import {type Piece, PieceStream} from './piece-stream.js';
import {Allowance, costOf, maxPieceBytes, receiptCost, SendWindow, windowCost} from './stream-window.js';

const piece = (length = maxPieceBytes): Piece => new Uint8Array(length);

test('RT-S1 a sender stops when the window is full and goes on, in order, as it is read', () => {
  const window = new SendWindow();
  const sent: number[] = [];
  for (let index = 0; index < 12; index++) window.send(windowCost / 4, () => sent.push(index));
  expect(sent).toEqual([0, 1, 2, 3]);
  window.give(windowCost / 2);
  expect(sent).toEqual([0, 1, 2, 3, 4, 5]);
  window.give(1e12);
  expect(sent).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  window.clear();
  window.give(windowCost);
  expect(sent).toHaveLength(10);
});

test('RT-S1 a piece larger than the window comes through, alone', () => {
  const allowance = new Allowance();
  expect(allowance.take(10 * windowCost)).toBe(true);
  expect(allowance.take(1)).toBe(false);
  allowance.give(10 * windowCost);
  expect(allowance.take(1)).toBe(true);
});

test('RT-S1 a small piece costs more than its bytes', () => {
  expect(costOf('')).toBeGreaterThan(100);
});

test('RT-S2 a stream that is not read takes one window and refuses the rest', () => {
  const rooms: number[] = [];
  const stream = new PieceStream({room: (cost) => rooms.push(cost), cancelled: () => undefined});
  let taken = 0;
  while (stream.push(piece())) taken++;
  expect(taken * maxPieceBytes).toBeLessThanOrEqual(windowCost);
  expect(stream.hasRoom).toBe(false);
  expect(rooms).toEqual([]);
});

test('RT-S2 what is read is told by larger amounts, and makes room', async () => {
  const rooms: number[] = [];
  const stream = new PieceStream({room: (cost) => rooms.push(cost), cancelled: () => undefined});
  const window = new SendWindow();
  const count = 5000;
  let sent = 0;
  for (let index = 0; index < count; index++) {
    window.send(costOf(piece(1)), () => {
      sent++;
      expect(stream.push(piece(1))).toBe(true);
    });
  }
  expect(sent).toBeLessThan(count);
  const reader = stream.readable.getReader();
  for (let index = 0; index < count; index++) {
    expect((await reader.read()).value).toHaveLength(1);
    for (const room of rooms.splice(0)) {
      expect(room).toBeGreaterThanOrEqual(receiptCost);
      window.give(room);
    }
  }
  stream.end();
  expect((await reader.read()).done).toBe(true);
});

test('RT-S2 a cancelled stream says so, and drops what still comes', async () => {
  const told: string[] = [];
  const stream = new PieceStream({room: () => undefined, cancelled: () => told.push('cancelled')});
  await stream.readable.cancel();
  expect(told).toEqual(['cancelled']);
  expect(stream.push(piece())).toBe(true);
  expect(stream.hasRoom).toBe(false);
  stream.end();
  stream.fail(new Error('late'));
});

test('RT-S2 a stream that fails says why', async () => {
  const stream = new PieceStream({room: () => undefined, cancelled: () => undefined});
  stream.push(piece(3));
  stream.fail(new Error('the server ended'));
  await expect(stream.readable.getReader().read()).rejects.toThrow('the server ended');
});
