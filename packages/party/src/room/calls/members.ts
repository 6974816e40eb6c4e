import type {Member, MembersBody, Role} from '@codecraft/core/protocol';
import {changeRole, removeMember} from '../change-member.js';
import {accountKey, otherMember} from '../members.js';
import type {Room} from '../room.js';

/** Everyone in the project, by when they joined. */
export async function listMembers(room: Room, {userId}: {userId: string}): Promise<MembersBody> {
  room.require(userId, 'read');
  const members = Object.values(room.state.members).sort((a, b) => a.joinedAt - b.joinedAt);
  return {members, version: room.sequence};
}

/** The member whose account has an address that an admin knows; none for any other address. */
export async function lookUpMember(
  room: Room,
  {by, accountId}: {by: string; accountId: string},
): Promise<MembersBody> {
  room.require(by, 'invite');
  const userId = await room.host.storage.get<string>(accountKey(accountId));
  const member = userId === undefined ? undefined : room.state.members[userId];
  return {members: member ? [member] : [], version: room.sequence};
}

export async function changeMember(
  room: Room,
  {by, userId, role, basedOn}: {by: string; userId: string; role: Role; basedOn?: number | undefined},
): Promise<Member> {
  await changeRole(room, {by}, {userId, role, basedOn});
  return otherMember(room.state, userId);
}

export async function dismissMember(room: Room, {by, userId}: {by: string; userId: string}): Promise<void> {
  await removeMember(room, {by}, {userId});
}

/** Makes another member the admin in one's own place. */
export async function handOver(room: Room, {by, userId}: {by: string; userId: string}): Promise<MembersBody> {
  room.require(by, 'change-role');
  otherMember(room.state, userId);
  // In this order there is an admin at every moment, whatever interrupts it.
  await changeRole(room, {by}, {userId, role: 'admin'});
  if (userId !== by) await changeRole(room, {by}, {userId: by, role: 'member'});
  return listMembers(room, {userId: by});
}
