import {CodecraftError} from '@codecraft/core/errors';
import type {Member, Role, RoomEvent, RoomState} from '@codecraft/core/protocol';
import type {StorageChange} from '../host/storage.js';
import type {Room} from './room.js';

const colors = [1, 2, 3, 4, 5, 6, 7, 8];

/** Leads from an account to its user here, so that an admin can look an address up without its being stored. */
export const accountKey = (accountId: string) => `account:${accountId}`;

/** What happens, and what to write with it, when someone becomes a member. */
export function memberJoined(
  room: Room,
  {accountId, userId, name, role}: {accountId: string; userId: string; name: string; role: Role},
): {event: RoomEvent; also: StorageChange} {
  const member: Member = {userId, name, role, color: nextColor(room.state), joinedAt: room.host.now()};
  return {event: {type: 'member-joined', member}, also: {put: {[accountKey(accountId)]: userId}}};
}

/** @throws CodecraftError `not-found`. */
export function otherMember(state: RoomState, userId: string): Member {
  const member = state.members[userId];
  if (member) return member;
  throw new CodecraftError('not-found', 'This person is not in the project any more.');
}

export function isOnlyAdmin(state: RoomState, member: Member): boolean {
  if (member.role !== 'admin') return false;
  return Object.values(state.members).filter(({role}) => role === 'admin').length === 1;
}

/** @throws CodecraftError `conflict` when the project would be left without an admin. */
export function requireAnotherAdmin(state: RoomState, member: Member): void {
  if (!isOnlyAdmin(state, member)) return;
  throw new CodecraftError(
    'conflict',
    `${member.name} is the only admin of ${state.name}. Make someone else an admin first.`,
  );
}

/** The member colour that the fewest have. */
export function nextColor(state: Pick<RoomState, 'members'>): number {
  const counts = colors.map(
    (color) => Object.values(state.members).filter((member) => member.color === color).length,
  );
  return counts.indexOf(Math.min(...counts)) + 1;
}
