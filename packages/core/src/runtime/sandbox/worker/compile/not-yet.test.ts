import {expect, test} from 'vitest';
import {NotYet, whenReady} from './not-yet.js';

test('RT-T4 work that had to wait is done again when that is ready', async () => {
  const steps: string[] = [];
  const result = await whenReady(() => {
    steps.push('asked');
    if (steps.length < 5) throw new NotYet(Promise.resolve().then(() => void steps.push('ready')));
    return 'done';
  });
  expect(result).toBe('done');
  expect(steps).toEqual(['asked', 'ready', 'asked', 'ready', 'asked']);
});

test('RT-T4 any other failure is one', async () => {
  const failing = () => {
    throw new TypeError('broken');
  };
  await expect(whenReady(failing)).rejects.toThrow('broken');
});
