import {InviteBody, type PendingInvitesBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {accountIdOf} from '../../account/keys.js';
import {projectId} from '../address-ids.js';
import {limitAddress} from '../limit-address.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

/** Invitations of the caller's own. */
export const invites = new Hono<SignedInServer>();

/** Accepts an invitation. */
invites.post('/:id', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  const accountId = context.get('accountId');
  const {id: userId, name} = context.get('user');
  const summary = await rooms.project(id).join({accountId, userId, name});
  await rooms.account(accountId).useProject({projectId: id, sessionId: context.get('sessionId')});
  return context.json(summary);
});

/** Declines an invitation. */
invites.delete('/:id', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  const accountId = context.get('accountId');
  await rooms.project(id).dropInvite({accountId});
  await rooms.account(accountId).removeInvite({projectId: id});
  return context.body(null, 204);
});

/** Invitations to a project, below `/api/projects`. */
export const projectInvites = new Hono<SignedInServer>();

/** Invites an address. What the answer says is the same whether or not it has an account. */
projectInvites.post('/:id/invites', limitAddress('invite'), async (context) => {
  const {email, role} = await readBody(context, InviteBody);
  const rooms = context.get('rooms');
  const accountId = accountIdOf(context.get('environment').secret, email);
  const by = context.get('user').id;
  const invite = await rooms.project(projectId(context)).invite({by, accountId, email, role});
  await rooms.account(accountId).addInvite({invite});
  return context.body(null, 204);
});

/** Those that nobody has answered. */
projectInvites.get('/:id/invites', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  const pending = await project.listInvites({by: context.get('user').id});
  return context.json({invites: pending} satisfies PendingInvitesBody);
});

projectInvites.delete('/:id/invites/:inviteId', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  const {accountId} = await rooms
    .project(id)
    .revokeInvite({by: context.get('user').id, inviteId: context.req.param('inviteId')});
  if (accountId) await rooms.account(accountId).removeInvite({projectId: id});
  return context.body(null, 204);
});
