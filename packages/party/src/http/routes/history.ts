import {CodecraftError} from '@codecraft/core/errors';
import {SendChatBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {projectId} from '../address-ids.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

/** What happened in a project, below `/api/projects`. */
export const history = new Hono<SignedInServer>();

/** `?before=` the cursor of the page that was read last. */
history.get('/:id/chat', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  const before = context.req.query('before');
  return context.json(await project.readChat({userId: context.get('user').id, before}));
});

/** Sends a message, for who has no socket. */
history.post('/:id/chat', async (context) => {
  const body = await readBody(context, SendChatBody);
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.sendChat({by: context.get('user').id, ...body}), 201);
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
