import {CodecraftError} from '@codecraft/core/errors';
import {SignInBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {accountIdOf} from '../../account/keys.js';
import {answerSession} from '../answer-session.js';
import {endSessions} from '../end-sessions.js';
import {limitAddress} from '../limit-address.js';
import {readBody} from '../read-body.js';
import {clearRefreshCookie, readRefreshCookie} from '../refresh-cookie.js';
import type {Server} from '../server.js';

export const session = new Hono<Server>();

/** Signs in. */
session.post('/', limitAddress('sign-in'), async (context) => {
  const {email, password} = await readBody(context, SignInBody);
  const accountId = accountIdOf(context.get('environment').secret, email);
  const opened = await context.get('rooms').account(accountId).signIn({password});
  return answerSession(context, context.get('environment').secret, {accountId, ...opened});
});

/** Renews the session of the cookie. */
session.post('/refresh', async (context) => {
  const token = readRefreshCookie(context);
  if (!token) throw new CodecraftError('not-signed-in', 'You are not signed in. Sign in and try again.');
  const opened = await context.get('rooms').account(token.accountId).refresh(token);
  return answerSession(context, context.get('environment').secret, {accountId: token.accountId, ...opened});
});

/** Signs out: ends the session of the cookie and closes its sockets. Nothing to end is no error. */
session.delete('/', async (context) => {
  const token = readRefreshCookie(context);
  if (token) {
    const rooms = context.get('rooms');
    const {projectIds} = await rooms.account(token.accountId).endSession(token);
    await endSessions(rooms, [{sessionId: token.sessionId, projectIds}]);
  }
  clearRefreshCookie(context);
  return context.body(null, 204);
});
