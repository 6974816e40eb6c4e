import {type CreatedLink, CreateLinkBody, type InviteLinksBody, JoinBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {projectId} from '../address-ids.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

/** Invitation links of a project, below `/api/projects`. */
export const links = new Hono<SignedInServer>();

links.post('/:id/links', async (context) => {
  const body = await readBody(context, CreateLinkBody);
  const project = context.get('rooms').project(projectId(context));
  const link: CreatedLink = await project.createLink({by: context.get('user').id, ...body});
  return context.json(link, 201);
});

links.get('/:id/links', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  const found = await project.listLinks({by: context.get('user').id});
  return context.json({links: found} satisfies InviteLinksBody);
});

links.delete('/:id/links/:linkId', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  await project.revokeLink({by: context.get('user').id, linkId: context.req.param('linkId')});
  return context.body(null, 204);
});

/** Joins with a link's token. */
links.post('/:id/join', async (context) => {
  const {token} = await readBody(context, JoinBody);
  const id = projectId(context);
  const rooms = context.get('rooms');
  const {id: userId, name} = context.get('user');
  const summary = await rooms.project(id).joinByLink({
    token,
    accountId: context.get('accountId'),
    userId,
    name,
  });
  const account = rooms.account(context.get('accountId'));
  await account.useProject({projectId: id, sessionId: context.get('sessionId')});
  return context.json(summary);
});
