import type {SessionBody} from '@codecraft/core/protocol';
import type {Context} from 'hono';
import {issueAccessToken} from '../account/access-token.js';
import type {OpenedSession} from '../account/sessions.js';
import {setRefreshCookie} from './refresh-cookie.js';

/** Answers with a fresh access token in the body and what renews it in a cookie. */
export async function answerSession(
  context: Context,
  signingSecret: string,
  {accountId, user, epoch, sessionId, secret}: OpenedSession & {accountId: string},
  status: 200 | 201 = 200,
): Promise<Response> {
  const claims = {userId: user.id, accountId, sessionId, epoch};
  const {token, expiresAt} = await issueAccessToken(signingSecret, claims, Date.now());
  setRefreshCookie(context, {accountId, sessionId, secret});
  return context.json({user, accessToken: token, expiresAt} satisfies SessionBody, status);
}
