import {closeCodes} from '@codecraft/core/protocol';
import {isOnlyAdmin, requireAnotherAdmin} from '../members.js';
import type {Room} from '../room.js';

/** The project's name when others would be left without an admin if this one went. */
export async function nameIfOnlyAdmin(
  room: Room,
  {userId}: {userId: string},
): Promise<{name: string | null}> {
  const member = room.exists ? room.state.members[userId] : undefined;
  const isMissed = member && !isAlone(room) && isOnlyAdmin(room.state, member);
  return {name: isMissed ? room.state.name : null};
}

/** Takes someone out of the project, and the project with its last member. Leaving twice is no harm. */
export async function leave(room: Room, {userId}: {userId: string}): Promise<void> {
  const member = room.exists ? room.state.members[userId] : undefined;
  if (!member) return;
  if (isAlone(room)) return room.destroy();
  requireAnotherAdmin(room.state, member);
  await room.commit({type: 'member-left', userId}, {by: userId});
  room.closeWhere(({data}) => data.userId === userId, closeCodes.forbidden, 'You left this project.');
}

function isAlone(room: Room): boolean {
  return Object.keys(room.state.members).length === 1;
}
