import {CodecraftError} from '@codecraft/core/errors';
import type {Member, RoomState} from '@codecraft/core/protocol';

const colors = [1, 2, 3, 4, 5, 6, 7, 8];

/** @throws CodecraftError `not-found`. */
export function otherMember(state: RoomState, userId: string): Member {
  const member = state.members[userId];
  if (member) return member;
  throw new CodecraftError('not-found', 'This person is not in the project any more.');
}

/** @throws CodecraftError `conflict` when the project would be left without an admin. */
export function requireAnotherAdmin(state: RoomState, member: Member): void {
  if (member.role !== 'admin') return;
  const admins = Object.values(state.members).filter(({role}) => role === 'admin');
  if (admins.length > 1) return;
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
