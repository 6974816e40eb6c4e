import {expect, test} from 'vitest';
import {Backlog} from './backlog.js';

/** Reads `count` messages, and answers how many were within the limit. */
function read(backlog: Backlog, count: number): number {
  let within = 0;
  while (within < count && backlog.take()) within++;
  return within;
}

test('NP13 a writer that answers may send for ever', () => {
  const backlog: Backlog = new Backlog((token) => backlog.answered(token));
  expect(read(backlog, 1_000_000)).toBe(1_000_000);
});

test('NP13 one that never answers has sent too much, however slowly it is read', () => {
  expect(read(new Backlog(() => undefined), 1_000_000)).toBe(10_000);
});

test('NP13 an answer that was not asked for counts for nothing', () => {
  const backlog = new Backlog(() => undefined);
  let within = 0;
  while (backlog.take()) {
    within++;
    backlog.answered(crypto.randomUUID());
  }
  expect(within).toBe(10_000);
});

test('NP13 an answer counts once, and for what was sent before it', () => {
  let token = '';
  const backlog = new Backlog((asked) => {
    token ||= asked;
  });
  expect(read(backlog, 4000)).toBe(4000);
  // It was asked after 1,000, so 3,000 are still unanswered.
  backlog.answered(token);
  backlog.answered(token);
  expect(read(backlog, 1_000_000)).toBe(7000);
});
