import {type Account, type AccountRoom, accountKey, requireAccount} from '../account.js';
import {hashPassword} from '../password.js';
import {type OpenedSession, openSession, type Session, sessionKey} from '../sessions.js';
import {requirePassword} from './require-password.js';

/** A session that ended, and where it may have sockets. */
export interface EndedSession {
  readonly sessionId: string;
  readonly projectIds: readonly string[];
}

/** Sets another password. Ends every session and opens a new one for who changed it. */
export async function changePassword(
  room: AccountRoom,
  {password, newPassword}: {password: string; newPassword: string},
): Promise<{opened: OpenedSession; ended: EndedSession[]}> {
  const account = await requireAccount(room);
  await requirePassword(room, account, password);
  const changed: Account = {
    ...account,
    passwordHash: hashPassword(newPassword),
    epoch: account.epoch + 1,
  };
  const sessions = await room.storage.list<Session>({prefix: sessionKey('')});
  await room.storage.write({put: {[accountKey]: changed}, delete: [...sessions.keys()]});
  return {
    opened: await openSession(room, changed),
    ended: [...sessions.values()].map(({id, projectIds}) => ({sessionId: id, projectIds})),
  };
}
