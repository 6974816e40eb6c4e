import {CodecraftError} from '@codecraft/core/errors';
import type {AccountRoom} from './account.js';

interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

const freeFailures = 10;
const firstWaitMs = 2_000;
const longestWaitMs = 60_000;
const forgottenAfterMs = 30 * 60_000;
const failuresKey = 'failures';

/**
 * After ten wrong passwords each further try has to wait, twice as long each time up to a minute. Devices that
 * are signed in are not touched, so a stranger cannot lock the owner out of them.
 *
 * @throws CodecraftError `rate-limited` with the seconds to wait.
 */
export async function requirePatience(room: AccountRoom): Promise<void> {
  const failures = await readFailures(room);
  if (failures.count < freeFailures) return;
  const waitMs = Math.min(firstWaitMs * 2 ** (failures.count - freeFailures), longestWaitMs);
  const leftMs = failures.lastAt + waitMs - room.now();
  if (leftMs <= 0) return;
  const seconds = Math.ceil(leftMs / 1000);
  throw new CodecraftError(
    'rate-limited',
    `${failures.count} wrong passwords for this e-mail address. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
  );
}

export async function noteFailure(room: AccountRoom): Promise<void> {
  const {count} = await readFailures(room);
  await room.storage.write({put: {[failuresKey]: {count: count + 1, lastAt: room.now()} satisfies Failures}});
}

export async function forgetFailures(room: AccountRoom): Promise<void> {
  await room.storage.write({delete: [failuresKey]});
}

async function readFailures(room: AccountRoom): Promise<Failures> {
  const failures = await room.storage.get<Failures>(failuresKey);
  const isRecent = failures && room.now() < failures.lastAt + forgottenAfterMs;
  return isRecent ? failures : {count: 0, lastAt: 0};
}
