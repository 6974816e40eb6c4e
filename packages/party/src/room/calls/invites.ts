import {CodecraftError} from '@codecraft/core/errors';
import type {Invite, ProjectSummary, Role} from '@codecraft/core/protocol';
import {nextColor} from '../members.js';
import type {Room} from '../room.js';
import {summarize} from './summarize.js';

/** Kept here under the invited address's account, because only the project's own word lets anyone in. */
interface StoredInvite {
  readonly role: Role;
  readonly by: string;
  readonly at: number;
}

const inviteKey = (accountId: string) => `invite:${accountId}`;

/** @returns What the invited person will see. */
export async function invite(
  room: Room,
  {by, accountId, role}: {by: string; accountId: string; role: Role},
): Promise<Invite> {
  const inviter = room.require(by, 'invite');
  const stored: StoredInvite = {role, by, at: room.host.now()};
  await room.host.storage.write({put: {[inviteKey(accountId)]: stored}});
  return {projectId: room.state.id, projectName: room.state.name, role, from: inviter.name};
}

/** Makes the invited person a member. Accepting twice is no harm. */
export async function join(
  room: Room,
  {accountId, userId, name}: {accountId: string; userId: string; name: string},
): Promise<ProjectSummary> {
  const stored = await room.host.storage.get<StoredInvite>(inviteKey(accountId));
  if (room.exists && !room.state.members[userId]) {
    if (!stored) throw new CodecraftError('not-found', 'This invitation was taken back.');
    await room.commit(
      {
        type: 'member-joined',
        member: {userId, name, role: stored.role, color: nextColor(room.state), joinedAt: room.host.now()},
      },
      {by: userId},
      {delete: [inviteKey(accountId)]},
    );
  }
  return summarize(room, {userId});
}

export async function dropInvite(room: Room, {accountId}: {accountId: string}): Promise<void> {
  await room.host.storage.write({delete: [inviteKey(accountId)]});
}
