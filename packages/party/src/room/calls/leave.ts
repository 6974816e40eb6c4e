import {closeCodes} from '@codecraft/core/protocol';
import {requireAnotherAdmin} from '../members.js';
import type {Room} from '../room.js';

/**
 * Whether someone may leave: always, but as the only admin of others.
 *
 * @throws CodecraftError `conflict` when a project of several people would be left without an admin.
 */
export async function requireMayLeave(room: Room, {userId}: {userId: string}): Promise<void> {
  const member = room.exists ? room.state.members[userId] : undefined;
  if (member && !isAlone(room)) requireAnotherAdmin(room.state, member);
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
