import {expect, test} from 'vitest';
import {joinBytes} from './join-bytes.js';

test('parts stand one after the other, views and empty ones too, and the whole is no part', () => {
  const first = new Uint8Array([0, 1, 2, 3]).subarray(1, 3);
  const whole = joinBytes([first, new Uint8Array(), Uint8Array.of(9)]);
  expect([...whole]).toEqual([1, 2, 9]);
  first[0] = 7;
  expect(whole[0]).toBe(1);
  expect(joinBytes([])).toHaveLength(0);
});
