import {type AccountRoom, requireAccount} from '../account.js';
import {type Session, sessionKey} from '../sessions.js';
import type {EndedSession} from './password.js';
import {requirePassword} from './require-password.js';

/** Whether this is the account's password, before anything is deleted. */
export async function confirmPassword(
  room: AccountRoom,
  {password}: {password: string | undefined},
): Promise<void> {
  const account = await requireAccount(room);
  // Who has no password proved who they are with their site's token a moment ago.
  if (account.passwordHash === undefined) return;
  await requirePassword(room, account, password ?? '');
}

/** Removes everything there is of the account. @returns The sessions that ended with it. */
export async function deleteAccount(room: AccountRoom, _: null): Promise<EndedSession[]> {
  const sessions = await room.storage.list<Session>({prefix: sessionKey('')});
  await room.storage.deleteAll();
  return [...sessions.values()].map(({id, projectIds}) => ({sessionId: id, projectIds}));
}
