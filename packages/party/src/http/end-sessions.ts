import type {EndedSession} from '../account/calls/password.js';
import type {Rooms} from './rooms.js';

/** Closes the sockets of sessions that have ended, in every project they may be in. */
export async function endSessions(rooms: Rooms, ended: readonly EndedSession[]): Promise<void> {
  await Promise.all(
    ended.flatMap(({sessionId, projectIds}) =>
      projectIds.map((id) => rooms.project(id).endSession({sessionId})),
    ),
  );
}
