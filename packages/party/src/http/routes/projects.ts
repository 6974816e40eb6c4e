import {CodecraftError} from '@codecraft/core/errors';
import {
  CreateProjectBody,
  InviteBody,
  newId,
  type ProjectSummary,
  type ProjectsBody,
} from '@codecraft/core/protocol';
import {findTemplate} from '@codecraft/core/templates';
import {type Context, Hono} from 'hono';
import {accountIdOf} from '../../account/keys.js';
import {FieldError} from '../problem.js';
import {projectId} from '../project-id.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

export const projects = new Hono<SignedInServer>();

/** The caller's projects and invitations. */
projects.get('/', async (context) => {
  const account = context.get('rooms').account(context.get('accountId'));
  const {projectIds, invites} = await account.listProjects(null);
  const found = await Promise.all(projectIds.map((id) => summaryOrForget(context, id)));
  const summaries = found.filter((summary) => summary !== undefined);
  return context.json({projects: summaries, invites} satisfies ProjectsBody);
});

projects.post('/', async (context) => {
  const {name, template} = await readBody(context, CreateProjectBody);
  const files = template === undefined ? {} : findTemplate(template)?.files;
  if (!files) throw new FieldError('template', `There is no template “${template}”.`);
  const {id: userId, name: userName} = context.get('user');
  const id = newId();
  const project = context.get('rooms').project(id);
  await project.create({id, name, userId, userName, files});
  await remember(context, id);
  return context.json(await project.summarize({userId}), 201);
});

projects.get('/:id', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.summarize({userId: context.get('user').id}));
});

/** Deletes a project with everything in it. */
projects.delete('/:id', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  await rooms.project(id).deleteProject({by: context.get('user').id});
  await rooms.account(context.get('accountId')).forgetProject({projectId: id});
  return context.body(null, 204);
});

/** Takes the caller out of a project. */
projects.delete('/:id/members/me', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  await rooms.project(id).leave({userId: context.get('user').id});
  await rooms.account(context.get('accountId')).forgetProject({projectId: id});
  return context.body(null, 204);
});

/** Invites an address. What the answer says is the same whether or not it has an account. */
projects.post('/:id/invites', async (context) => {
  const {email, role} = await readBody(context, InviteBody);
  const rooms = context.get('rooms');
  const accountId = accountIdOf(context.get('environment').secret, email);
  const invite = await rooms
    .project(projectId(context))
    .invite({by: context.get('user').id, accountId, role});
  await rooms.account(accountId).addInvite({invite});
  return context.body(null, 204);
});

/** Lets one socket in. */
projects.post('/:id/ticket', async (context) => {
  const id = projectId(context);
  const ticket = await context
    .get('rooms')
    .project(id)
    .issueTicket({
      userId: context.get('user').id,
      sessionId: context.get('sessionId'),
      origin: context.req.header('origin') ?? null,
    });
  await remember(context, id);
  return context.json(ticket);
});

/** The account's list follows the project's own word: what the caller is no member of leaves the list. */
async function summaryOrForget(
  context: Context<SignedInServer>,
  id: string,
): Promise<ProjectSummary | undefined> {
  const rooms = context.get('rooms');
  try {
    return await rooms.project(id).summarize({userId: context.get('user').id});
  } catch (error) {
    if (!(error instanceof CodecraftError && error.code === 'not-found')) throw error;
    await rooms.account(context.get('accountId')).forgetProject({projectId: id});
    return undefined;
  }
}

async function remember(context: Context<SignedInServer>, projectId: string): Promise<void> {
  const account = context.get('rooms').account(context.get('accountId'));
  await account.useProject({projectId, sessionId: context.get('sessionId')});
}
