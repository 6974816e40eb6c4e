import {CodecraftError} from '@codecraft/core/errors';
import {
  type Invite,
  limits,
  newId,
  type PendingInvite,
  type ProjectSummary,
  type Role,
} from '@codecraft/core/protocol';
import {memberJoined} from '../members.js';
import type {Room} from '../room.js';
import {summarize} from './summarize.js';

/** Kept here under the invited address's account, because only the project's own word lets anyone in. */
interface StoredInvite extends Required<PendingInvite> {
  /** The id of who invited. */
  readonly by: string;
}

const invitePrefix = 'invite:';
const inviteKey = (accountId: string) => invitePrefix + accountId;

interface NewInvite {
  readonly by: string;
  readonly accountId: string;
  /** As its writer wrote it, to show it to them again. */
  readonly email: string;
  readonly role: Role;
}

/** @returns What the invited person will see. */
export async function invite(room: Room, {by, accountId, email, role}: NewInvite): Promise<Invite> {
  const inviter = room.require(by, 'invite');
  const invites = await room.host.storage.list({prefix: invitePrefix});
  if (invites.size >= limits.maxPendingInvites && !invites.has(inviteKey(accountId))) {
    throw new CodecraftError(
      'limit-reached',
      `${limits.maxPendingInvites} people have not answered yet. Take some invitations back first.`,
    );
  }
  const stored: StoredInvite = {id: newId(), role, email, by, from: inviter.name, at: room.host.now()};
  await room.host.storage.write({put: {[inviteKey(accountId)]: stored}});
  return {projectId: room.state.id, projectName: room.state.name, role, from: inviter.name};
}

/** What nobody has answered yet, oldest first. An address is told to who wrote it, and to nobody else. */
export async function listInvites(room: Room, {by}: {by: string}): Promise<PendingInvite[]> {
  room.require(by, 'invite');
  const invites = await room.host.storage.list<StoredInvite>({prefix: invitePrefix});
  return [...invites.values()]
    .sort((a, b) => a.at - b.at)
    .map(({id, role, at, from, email, by: writer}) => ({id, role, at, from, ...(writer === by && {email})}));
}

/** Takes an invitation back. One that is gone is no error. @returns Whose list it is to leave. */
export async function revokeInvite(
  room: Room,
  {by, inviteId}: {by: string; inviteId: string},
): Promise<{accountId: string | null}> {
  room.require(by, 'invite');
  const invites = await room.host.storage.list<StoredInvite>({prefix: invitePrefix});
  const key = [...invites].find(([, {id}]) => id === inviteId)?.[0];
  if (key === undefined) return {accountId: null};
  await room.host.storage.write({delete: [key]});
  return {accountId: key.slice(invitePrefix.length)};
}

/** Makes the invited person a member. Accepting twice is no harm. */
export async function join(
  room: Room,
  {accountId, userId, name}: {accountId: string; userId: string; name: string},
): Promise<ProjectSummary> {
  const stored = await room.host.storage.get<StoredInvite>(inviteKey(accountId));
  if (room.exists && !room.state.members[userId]) {
    if (!stored) throw new CodecraftError('not-found', 'This invitation was taken back.');
    const {event, also} = memberJoined(room, {accountId, userId, name, role: stored.role});
    await room.commit(event, {by: userId}, {...also, delete: [inviteKey(accountId)]});
  }
  return summarize(room, {userId});
}

export async function dropInvite(room: Room, {accountId}: {accountId: string}): Promise<void> {
  await room.host.storage.write({delete: [inviteKey(accountId)]});
}
