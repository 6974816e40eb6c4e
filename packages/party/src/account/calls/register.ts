import {CodecraftError} from '@codecraft/core/errors';
import {newId, type RegisterBody} from '@codecraft/core/protocol';
import type {z} from 'zod';
import {type Account, type AccountRoom, accountKey, findAccount} from '../account.js';
import {normalizeEmail} from '../keys.js';
import {hashPassword} from '../password.js';
import {type OpenedSession, openSession} from '../sessions.js';

/** @throws CodecraftError `email-taken`. */
export async function register(
  room: AccountRoom,
  {email, name, password}: z.infer<typeof RegisterBody>,
): Promise<OpenedSession> {
  // Hashed before looking, so that an address that is taken answers no faster than a free one.
  const passwordHash = hashPassword(password);
  if (await findAccount(room)) {
    throw new CodecraftError(
      'email-taken',
      `${email} already has an account. Sign in, or use another address.`,
    );
  }
  const account: Account = {
    userId: newId(),
    email: normalizeEmail(email),
    name,
    passwordHash,
    createdAt: room.now(),
    epoch: 1,
  };
  await room.storage.write({put: {[accountKey]: account}});
  return openSession(room, account);
}
