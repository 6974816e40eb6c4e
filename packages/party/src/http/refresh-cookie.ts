import {limits} from '@codecraft/core/protocol';
import type {Context} from 'hono';
import {deleteCookie, getCookie, setCookie} from 'hono/cookie';

const cookieName = 'codecraft_session';
const path = '/api/session';

/** The parts of the cookie that renews a session: where to ask, for which session, with which secret. */
export interface RefreshToken {
  readonly accountId: string;
  readonly sessionId: string;
  readonly secret: string;
}

/** Out of reach of scripts, and sent to the session's own routes only. */
export function setRefreshCookie(context: Context, {accountId, sessionId, secret}: RefreshToken): void {
  setCookie(context, cookieName, `${accountId}.${sessionId}.${secret}`, {
    path,
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(context),
    maxAge: limits.sessionTtlSeconds,
  });
}

export function readRefreshCookie(context: Context): RefreshToken | undefined {
  const match = /^([0-9a-f]{64})\.([a-z0-9]{20})\.([a-z0-9]{40,64})$/.exec(
    getCookie(context, cookieName) ?? '',
  );
  const [, accountId, sessionId, secret] = match ?? [];
  return accountId && sessionId && secret ? {accountId, sessionId, secret} : undefined;
}

export function clearRefreshCookie(context: Context): void {
  deleteCookie(context, cookieName, {path, secure: isSecure(context)});
}

function isSecure(context: Context): boolean {
  return new URL(context.req.url).protocol === 'https:';
}
