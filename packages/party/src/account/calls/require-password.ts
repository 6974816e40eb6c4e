import {CodecraftError} from '@codecraft/core/errors';
import type {Account, AccountRoom} from '../account.js';
import {forgetFailures, noteFailure, requirePatience} from '../failures.js';
import {verifyPassword} from '../password.js';

/** @throws CodecraftError `wrong-credentials`, or `rate-limited` after too many. */
export async function requirePassword(room: AccountRoom, account: Account, password: string): Promise<void> {
  await requirePatience(room);
  if (!verifyPassword(password, account.passwordHash)) {
    await noteFailure(room);
    throw new CodecraftError('wrong-credentials', 'This is not your password. Try again.');
  }
  await forgetFailures(room);
}
