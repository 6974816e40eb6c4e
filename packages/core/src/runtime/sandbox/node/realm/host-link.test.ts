import {expect, test, vi} from 'vitest';
import {HostLink} from './host-link.js';

/** A link whose port only counts, and a clock that a program without an end sees go on while nothing else happens. */
function linked() {
  const sent: {type: string}[] = [];
  const port = {postMessage: (message: {type: string}) => sent.push(message), onmessage: undefined};
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return {
    link: new HostLink(port as unknown as MessagePort),
    port: port as unknown as {onmessage: (event: {data: unknown}) => void},
    sent,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('NP13 a program that prints for a minute without giving way is not taken for a flood', () => {
  const {link, sent, pass} = linked();
  for (let ms = 0; ms < 60_000; ms += 0.1) {
    link.write('stdout', 'x\n');
    pass(0.1);
  }
  expect(sent.length).toBeLessThan(10_000);
});

test('NP13 what it prints now and then goes out at once, however long it runs', () => {
  const {link, sent, pass} = linked();
  for (let line = 1; line <= 10_000; line++) {
    link.write('stdout', `${line}\n`);
    expect(sent).toHaveLength(line);
    pass(100);
  }
});

test('NP13 a ping is answered after what was printed before it', () => {
  const {link, port, sent} = linked();
  for (let line = 0; line < 101; line++) link.write('stdout', 'x\n');
  port.onmessage({data: {type: 'ping', token: 'a token'}});
  expect(sent).toHaveLength(102);
  expect(sent.at(-1)).toEqual({type: 'pong', token: 'a token'});
});
