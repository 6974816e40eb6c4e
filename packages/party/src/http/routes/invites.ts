import {Hono} from 'hono';
import {projectId} from '../project-id.js';
import type {SignedInServer} from '../server.js';

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
