import {CodecraftError} from '@codecraft/core/errors';
import type {User} from '@codecraft/core/protocol';
import type {Storage} from '../host/storage.js';

/** What the calls of an account room work on. */
export interface AccountRoom {
  readonly storage: Storage;
  readonly secret: string;
  now(): number;
}

export interface Account {
  readonly userId: string;
  /** Empty for someone a trusted site vouches for. */
  readonly email: string;
  readonly name: string;
  /** PHC string; undefined for someone a trusted site vouches for. */
  readonly passwordHash: string | undefined;
  readonly createdAt: number;
  /** Raised to end every access token at once. */
  readonly epoch: number;
}

/** Keys: `account`, `failures`, `sess:<id>`, `project:<id>`, `invite:<project id>`. */
export const accountKey = 'account';

export async function findAccount(room: AccountRoom): Promise<Account | undefined> {
  return room.storage.get<Account>(accountKey);
}

/** @throws CodecraftError `not-signed-in` when the account is gone. */
export async function requireAccount(room: AccountRoom): Promise<Account> {
  const account = await findAccount(room);
  if (account) return account;
  throw new CodecraftError('not-signed-in', 'This account is gone. Sign in with another one.');
}

export function userOf({userId, email, name}: Account): User {
  return {id: userId, email, name};
}
