import {closeCodes, type Role} from '@codecraft/core/protocol';
import {otherMember, requireAnotherAdmin} from './members.js';
import type {Cause, Room} from './room.js';
import {requireFresh} from './stale.js';

/** Gives a member another role. It holds for their open sockets from the next message on. */
export async function changeRole(
  room: Room,
  cause: Cause,
  {userId, role, basedOn}: {userId: string; role: Role; basedOn?: number | undefined},
): Promise<void> {
  room.require(cause.by, 'change-role');
  const member = otherMember(room.state, userId);
  await requireFresh(room, {type: 'member', id: userId}, basedOn);
  if (role !== 'admin') requireAnotherAdmin(room.state, member);
  await room.commit({type: 'role-changed', userId, role}, cause);
}

/** Removes a member and closes their sockets. Anyone may remove themselves, which is leaving. */
export async function removeMember(
  room: Room,
  cause: Cause,
  {userId, basedOn}: {userId: string; basedOn?: number | undefined},
): Promise<void> {
  if (userId !== cause.by) room.require(cause.by, 'remove-member');
  const member = otherMember(room.state, userId);
  await requireFresh(room, {type: 'member', id: userId}, basedOn);
  requireAnotherAdmin(room.state, member);
  await room.commit({type: 'member-left', userId}, cause);
  room.closeWhere(({data}) => data.userId === userId, closeCodes.forbidden, 'You left this project.');
}
