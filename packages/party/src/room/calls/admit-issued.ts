import {CodecraftError} from '@codecraft/core/errors';
import type {Role} from '@codecraft/core/protocol';
import {isOnlyAdmin, memberJoined} from '../members.js';
import type {Room} from '../room.js';
import {issuerKey} from './create.js';

interface IssuedMember {
  readonly issuer: string;
  readonly accountId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * Makes someone a member in the role that their site says. The site that made a project decides; no other does, and
 * not even that one leaves a project without an admin.
 *
 * @returns Whether they were none before.
 */
export async function admitIssued(
  room: Room,
  {issuer, role, ...person}: IssuedMember,
): Promise<{hasJoined: boolean}> {
  if (!room.exists || (await room.host.storage.get<string>(issuerKey)) !== issuer) {
    throw new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
  }
  const {userId} = person;
  const member = room.state.members[userId];
  if (!member) {
    const {event, also} = memberJoined(room, {...person, role});
    await room.commit(event, {by: userId}, also);
  } else if (member.role !== role && !isOnlyAdmin(room.state, member)) {
    await room.commit({type: 'role-changed', userId, role}, {by: userId});
  }
  return {hasJoined: !member};
}
