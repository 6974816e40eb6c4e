import {CodecraftError} from '@codecraft/core/errors';
import {
  type CreatedLink,
  type InviteLink,
  limits,
  newId,
  type ProjectSummary,
  type Role,
} from '@codecraft/core/protocol';
import {hashOfSecret} from '../../account/keys.js';
import {mergeChanges, type StorageChange} from '../../host/storage.js';
import {memberJoined} from '../members.js';
import type {Room} from '../room.js';
import {summarize} from './summarize.js';

/** Kept under the hash of its token, so that reading the storage lets nobody in. */
type StoredLink = InviteLink;

const linkPrefix = 'link:';
const keyOf = (token: string) => linkPrefix + hashOfSecret(token);

/** @returns The link and its token, which is told this once. */
export async function createLink(
  room: Room,
  {by, role, expiresInSeconds, uses}: {by: string; role: Role; expiresInSeconds: number; uses: number},
): Promise<CreatedLink> {
  const inviter = room.require(by, 'invite');
  const links = await openLinks(room);
  if (links.size >= limits.maxInviteLinks) {
    throw new CodecraftError(
      'limit-reached',
      `A project can have ${limits.maxInviteLinks} invitation links. Take one back first.`,
    );
  }
  const token = newId(32);
  const expiresAt = room.host.now() + expiresInSeconds * 1000;
  const link: StoredLink = {id: newId(), role, expiresAt, usesLeft: uses, from: inviter.name};
  await room.host.storage.write({put: {[keyOf(token)]: link}});
  return {...link, token};
}

export async function listLinks(room: Room, {by}: {by: string}): Promise<InviteLink[]> {
  room.require(by, 'invite');
  return [...(await openLinks(room)).values()];
}

/** Takes a link back. One that is gone is no error. */
export async function revokeLink(room: Room, {by, linkId}: {by: string; linkId: string}): Promise<void> {
  room.require(by, 'invite');
  const links = await room.host.storage.list<StoredLink>({prefix: linkPrefix});
  const keys = [...links].filter(([, link]) => link.id === linkId).map(([key]) => key);
  await room.host.storage.write({delete: keys});
}

/** Makes the bearer of a link a member. Who is one already keeps their role, and the link its use. */
export async function joinByLink(
  room: Room,
  {token, accountId, userId, name}: {token: string; accountId: string; userId: string; name: string},
): Promise<ProjectSummary> {
  if (room.exists && room.state.members[userId]) return summarize(room, {userId});
  const key = keyOf(token);
  const link = await room.host.storage.get<StoredLink>(key);
  if (!room.exists || !link || link.expiresAt <= room.host.now()) {
    throw new CodecraftError('not-found', 'This invitation has ended. Ask for another one.');
  }
  const {role, usesLeft} = link;
  const used: StoredLink = {...link, usesLeft: usesLeft - 1};
  const {event, also} = memberJoined(room, {accountId, userId, name, role});
  const linkUsed: StorageChange = usesLeft > 1 ? {put: {[key]: used}} : {delete: [key]};
  await room.commit(event, {by: userId}, mergeChanges(also, linkUsed));
  return summarize(room, {userId});
}

/** Those that still let someone in; the others are removed on the way. */
async function openLinks(room: Room): Promise<Map<string, StoredLink>> {
  const links = await room.host.storage.list<StoredLink>({prefix: linkPrefix});
  const ended = [...links].filter(([, link]) => link.expiresAt <= room.host.now()).map(([key]) => key);
  if (ended.length > 0) await room.host.storage.write({delete: ended});
  for (const key of ended) links.delete(key);
  return links;
}
