import {CodecraftError} from '@codecraft/core/errors';
import {
  ChangeProjectBody,
  CreateProjectBody,
  newId,
  type ProjectSummary,
  type ProjectsBody,
} from '@codecraft/core/protocol';
import {findTemplate} from '@codecraft/core/templates';
import {type Context, Hono} from 'hono';
import {projectId} from '../address-ids.js';
import {admitIssued} from '../admit-issued.js';
import {FieldError} from '../problem.js';
import {readBody} from '../read-body.js';
import type {SignedInServer} from '../server.js';

export const projects = new Hono<SignedInServer>();

/** The caller's projects and invitations. */
projects.get('/', async (context) => {
  const only = context.get('issued')?.project;
  await admitIssued(context);
  const account = context.get('rooms').account(context.get('accountId'));
  const {projectIds, invites} = await account.listProjects(null);
  const shown = only ? [only.id] : pageOf(projectIds, context.req.query());
  const found = await Promise.all(shown.map((id) => summaryOrForget(context, id)));
  const summaries = found.filter((summary) => summary !== undefined);
  return context.json({projects: summaries, invites: only ? [] : invites} satisfies ProjectsBody);
});

projects.post('/', async (context) => {
  const {name, template} = await readBody(context, CreateProjectBody);
  const files = template === undefined ? {} : findTemplate(template)?.files;
  if (!files) throw new FieldError('template', `There is no template “${template}”.`);
  const {id: userId, name: userName} = context.get('user');
  const id = newId();
  const project = context.get('rooms').project(id);
  const issued = context.get('issued');
  if (issued?.project) {
    throw new CodecraftError('forbidden', 'This sign-in is for one project and makes no others.');
  }
  const accountId = context.get('accountId');
  await project.create({id, name, userId, userName, accountId, issuer: issued?.issuer, files});
  await remember(context, id);
  return context.json(await project.summarize({userId}), 201);
});

projects.get('/:id', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.summarize({userId: context.get('user').id}));
});

/** Changes its name, its settings, or both. */
projects.patch('/:id', async (context) => {
  const body = await readBody(context, ChangeProjectBody);
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.changeProject({by: context.get('user').id, ...body}));
});

projects.get('/:id/settings', async (context) => {
  const project = context.get('rooms').project(projectId(context));
  return context.json(await project.readDetails({userId: context.get('user').id}));
});

/** Deletes a project with everything in it. */
projects.delete('/:id', async (context) => {
  const id = projectId(context);
  const rooms = context.get('rooms');
  await rooms.project(id).deleteProject({by: context.get('user').id});
  await rooms.account(context.get('accountId')).forgetProject({projectId: id});
  return context.body(null, 204);
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

/** @throws CodecraftError `invalid-input` for a limit that is none. */
function pageOf(ids: readonly string[], {limit, after}: {limit?: string; after?: string}): readonly string[] {
  if (limit !== undefined && !/^([1-9]|[1-4]\d|50)$/.test(limit)) {
    throw new CodecraftError('invalid-input', '“limit” is a number from 1 to 50.');
  }
  const start = after === undefined ? 0 : ids.indexOf(after) + 1;
  return ids.slice(start, limit === undefined ? undefined : start + Number(limit));
}
