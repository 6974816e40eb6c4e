import {CodecraftError} from '@codecraft/core/errors';
import type {User} from '@codecraft/core/protocol';
import {type AccountRoom, requireAccount, userOf} from '../account.js';
import {type OpenedSession, renewSession, requireSession, type Session, sessionKey} from '../sessions.js';

export async function refresh(
  room: AccountRoom,
  credentials: {sessionId: string; secret: string},
): Promise<OpenedSession> {
  return renewSession(room, await requireAccount(room), credentials);
}

/** Who a session belongs to. @throws CodecraftError `not-signed-in` once it ended. */
export async function checkSession(
  room: AccountRoom,
  {sessionId, epoch}: {sessionId: string; epoch: number},
): Promise<User> {
  const account = await requireAccount(room);
  await requireSession(room, sessionId);
  if (account.epoch !== epoch) throw new CodecraftError('not-signed-in', 'Sign in again.');
  return userOf(account);
}

/** Ends a session, if there is one, and tells in which projects it may have sockets. */
export async function endSession(
  room: AccountRoom,
  {sessionId}: {sessionId: string},
): Promise<{projectIds: readonly string[]}> {
  const session = await room.storage.get<Session>(sessionKey(sessionId));
  await room.storage.write({delete: [sessionKey(sessionId)]});
  return {projectIds: session?.projectIds ?? []};
}
