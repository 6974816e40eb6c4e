import {ChangeMemberBody, HandOverBody, LookupBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {accountIdOf} from '../../account/keys.js';
import {projectId, userId} from '../address-ids.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

/** The people of a project, below `/api/projects`. */
export const members = new Hono<SignedInServer>();

members.get('/:id/members', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.listMembers({userId: context.get('user').id}));
});

/** The member with exactly this address, for admins. In a body, because addresses of requests end up in logs. */
members.post('/:id/members/lookup', async (context) => {
  const {email} = await readBody(context, LookupBody);
  const accountId = accountIdOf(context.get('environment').secret, email);
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.lookUpMember({by: context.get('user').id, accountId}));
});

/** Takes the caller out of a project. */
members.delete('/:id/members/me', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  await rooms.project(id).leave({userId: context.get('user').id});
  await rooms.account(context.get('accountId')).forgetProject({projectId: id});
  return context.body(null, 204);
});

members.patch('/:id/members/:userId', async (context) => {
  const body = await readBody(context, ChangeMemberBody);
  const project = context.get('rooms').project(projectId(context));
  const by = context.get('user').id;
  return context.json(await project.changeMember({by, userId: userId(context), ...body}));
});

members.delete('/:id/members/:userId', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  await project.dismissMember({by: context.get('user').id, userId: userId(context)});
  return context.body(null, 204);
});

members.post('/:id/hand-over', async (context) => {
  const body = await readBody(context, HandOverBody);
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.handOver({by: context.get('user').id, ...body}));
});
