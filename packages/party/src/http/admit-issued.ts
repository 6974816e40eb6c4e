import {CodecraftError} from '@codecraft/core/errors';
import type {Context, MiddlewareHandler} from 'hono';
import {projectId} from './address-ids.js';
import type {SignedInServer} from './server.js';

/**
 * Makes who comes with a token for a project a member of it, in the role the token says. The project's room agrees
 * only when someone of the same site made it.
 */
export async function admitIssued(context: Context<SignedInServer>): Promise<void> {
  const issued = context.get('issued');
  if (!issued?.project) return;
  const {id: userId, name} = context.get('user');
  const {id, role} = issued.project;
  const accountId = context.get('accountId');
  const rooms = context.get('rooms');
  const {hasJoined} = await rooms
    .project(id)
    .admitIssued({issuer: issued.issuer, accountId, userId, name, role});
  if (hasJoined) await rooms.account(accountId).useProject({projectId: id, sessionId: null});
}

/** In front of a project's routes: a token for one project opens no other, and brings its user into that one. */
export const onlyItsProject: MiddlewareHandler<SignedInServer> = async (context, next) => {
  const only = context.get('issued')?.project;
  if (only && projectId(context) !== only.id) {
    throw new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
  }
  await admitIssued(context);
  await next();
};
