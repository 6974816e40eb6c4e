import {CodecraftError} from '@codecraft/core/errors';
import {ChangePasswordBody, DeleteAccountBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {answerSession} from '../answer-session.js';
import {endSessions} from '../end-sessions.js';
import {readBody} from '../read-body.js';
import {clearRefreshCookie} from '../refresh-cookie.js';
import {requireUncommon} from '../require-uncommon.js';
import type {SignedInServer} from '../server.js';

export const me = new Hono<SignedInServer>();

me.get('/', (context) => context.json(context.get('user')));

/** Sets another password, which ends every other session. */
me.post('/password', async (context) => {
  const body = await readBody(context, ChangePasswordBody);
  requireUncommon(body.newPassword, 'newPassword');
  const rooms = context.get('rooms');
  const accountId = context.get('accountId');
  const {opened, ended} = await rooms.account(accountId).changePassword(body);
  await endSessions(rooms, ended);
  return answerSession(context, context.get('environment').secret, {accountId, ...opened});
});

/**
 * Deletes the account: takes it out of its projects, and deletes those it is alone in. Refused while others depend
 * on it as their only admin. When this is interrupted, the account is still there to do it again.
 */
me.delete('/', async (context) => {
  const {password} = await readBody(context, DeleteAccountBody);
  const rooms = context.get('rooms');
  const account = rooms.account(context.get('accountId'));
  const member = {userId: context.get('user').id};
  await account.confirmPassword({password});
  const {projectIds} = await account.listProjects(null);
  const asked = await Promise.all(projectIds.map((id) => rooms.project(id).nameIfOnlyAdmin(member)));
  requireNobodyDepends(asked.flatMap(({name}) => name ?? []));
  await Promise.all(projectIds.map((id) => rooms.project(id).leave(member)));
  await endSessions(rooms, await account.deleteAccount(null));
  clearRefreshCookie(context);
  return context.body(null, 204);
});

/** More than these are counted: a sentence has to be read. */
const namedProjects = 5;

/** @throws CodecraftError `conflict`, naming the projects that would be left without an admin. */
function requireNobodyDepends(names: readonly string[]): void {
  if (names.length === 0) return;
  const shown = names.slice(0, namedProjects).map((name) => `“${name}”`);
  const rest = names.length - shown.length;
  const list = [...shown, ...(rest ? [`${rest} more`] : [])];
  const listed = [list.slice(0, -1).join(', '), list.at(-1)].filter(Boolean).join(' and ');
  throw new CodecraftError(
    'conflict',
    `You are the only admin of ${listed}, where others are. Hand over or delete what is yours first.`,
  );
}
