import {CodecraftError} from '@codecraft/core/errors';
import type {Account, AccountRoom} from '../account.js';
import {forgetFailures, noteFailure, requirePatience} from '../failures.js';
import {verifyPassword} from '../password.js';

/** @throws CodecraftError `wrong-credentials`, `rate-limited` after too many, or `forbidden` where there is none. */
export async function requirePassword(room: AccountRoom, account: Account, password: string): Promise<void> {
  if (account.passwordHash === undefined) {
    throw new CodecraftError('forbidden', 'Your site signs you in, so there is no password here.');
  }
  await requirePatience(room);
  if (!verifyPassword(password, account.passwordHash)) {
    await noteFailure(room);
    throw new CodecraftError('wrong-credentials', 'This is not your password. Try again.');
  }
  await forgetFailures(room);
}
