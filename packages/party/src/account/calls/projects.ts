import type {Invite} from '@codecraft/core/protocol';
import type {AccountRoom} from '../account.js';
import {requireSession, sessionKey} from '../sessions.js';

/** The account's own list. Who is a member is for the project's room to say; this list only says where to ask. */
interface KnownProject {
  readonly lastUsedAt: number;
}

const projectKey = (id: string) => `project:${id}`;
const inviteKey = (projectId: string) => `invite:${projectId}`;
const maxInvites = 200;

/** Last used first. */
export async function listProjects(
  room: AccountRoom,
  _: null,
): Promise<{projectIds: string[]; invites: Invite[]}> {
  const projects = await room.storage.list<KnownProject>({prefix: projectKey('')});
  const invites = await room.storage.list<Invite>({prefix: inviteKey('')});
  const projectIds = [...projects]
    .sort(([, a], [, b]) => b.lastUsedAt - a.lastUsedAt)
    .map(([key]) => key.slice(projectKey('').length));
  return {projectIds, invites: [...invites.values()]};
}

/**
 * Puts a project at the top of the list, and on the session's list of where it has sockets.
 *
 * `sessionId` is null for who comes with a token of their site, which is no session of ours.
 */
export async function useProject(
  room: AccountRoom,
  {projectId, sessionId}: {projectId: string; sessionId: string | null},
): Promise<void> {
  const session = sessionId === null ? undefined : await requireSession(room, sessionId);
  const projectIds = [...new Set([...(session?.projectIds ?? []), projectId])];
  await room.storage.write({
    put: {
      [projectKey(projectId)]: {lastUsedAt: room.now()} satisfies KnownProject,
      ...(session && {[sessionKey(session.id)]: {...session, projectIds}}),
    },
    delete: [inviteKey(projectId)],
  });
}

export async function forgetProject(room: AccountRoom, {projectId}: {projectId: string}): Promise<void> {
  await room.storage.write({delete: [projectKey(projectId)]});
}

/** Kept whether or not the address has an account yet, so that inviting tells nothing about it. */
export async function addInvite(room: AccountRoom, {invite}: {invite: Invite}): Promise<void> {
  const invites = await room.storage.list({prefix: inviteKey('')});
  // Beyond this the oldest answer would be lost among strangers' invites; the newest one is dropped silently.
  if (invites.size >= maxInvites && !invites.has(inviteKey(invite.projectId))) return;
  await room.storage.write({put: {[inviteKey(invite.projectId)]: invite}});
}

export async function removeInvite(room: AccountRoom, {projectId}: {projectId: string}): Promise<void> {
  await room.storage.write({delete: [inviteKey(projectId)]});
}
