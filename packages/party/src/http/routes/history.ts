import {CodecraftError} from '@codecraft/core/errors';
import {Hono} from 'hono';
import {projectId} from '../project-id.js';
import type {SignedInServer} from '../server.js';

/** What happened in a project, below `/api/projects`. */
export const history = new Hono<SignedInServer>();

/** `?before=` the cursor of the page that was read last. */
history.get('/:id/chat', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  const before = context.req.query('before');
  return context.json(await project.readChat({userId: context.get('user').id, before}));
});

/** The audit log, for admins. */
history.get('/:id/events', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  const before = sequence(context.req.query('before'));
  return context.json(await project.readEvents({userId: context.get('user').id, before}));
});

history.get('/:id/stats', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.readStats({userId: context.get('user').id}));
});

function sequence(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new CodecraftError('invalid-input', '“before” is the number of an event.');
}
