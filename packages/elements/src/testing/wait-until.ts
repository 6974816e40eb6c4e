import {waitUntil as waitForAMoment} from '@open-wc/testing';

/** Waits as long as a busy machine may need. What never comes fails with its name. */
export function waitUntil(
  isTrue: () => unknown,
  what = 'what is waited for',
  options: {timeout?: number} = {},
): Promise<void> {
  return waitForAMoment(isTrue, what, {timeout: 12_000, ...options});
}
