import {CodecraftError} from '@codecraft/core/errors';
import {type AccountRoom, findAccount} from '../account.js';
import {forgetFailures, noteFailure, requirePatience} from '../failures.js';
import {verifyAgainstNobody, verifyPassword} from '../password.js';
import {type OpenedSession, openSession} from '../sessions.js';

/** An unknown address and a wrong password do the same work and get the same answer. */
export async function signIn(room: AccountRoom, {password}: {password: string}): Promise<OpenedSession> {
  await requirePatience(room);
  const account = await findAccount(room);
  const isRight = account?.passwordHash
    ? verifyPassword(password, account.passwordHash)
    : verifyAgainstNobody(password);
  if (!account || !isRight) {
    await noteFailure(room);
    throw new CodecraftError(
      'wrong-credentials',
      'This e-mail address and password do not belong together. Check both and try again.',
    );
  }
  await forgetFailures(room);
  return openSession(room, account);
}
