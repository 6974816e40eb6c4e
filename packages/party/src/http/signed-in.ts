import {CodecraftError} from '@codecraft/core/errors';
import type {Context, MiddlewareHandler} from 'hono';
import {namesAnotherIssuer, readAccessToken} from '../account/access-token.js';
import {issuedAccountIdOf} from '../account/keys.js';
import type {SignedInServer} from './server.js';

/**
 * Lets through who brings an access token whose session still holds, or a token of a trusted site. The account's
 * room is asked each time, so that signing out works at once; when it cannot be asked, the answer is no.
 */
export const signedIn: MiddlewareHandler<SignedInServer> = async (context, next) => {
  const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1];
  if (!token) throw new CodecraftError('not-signed-in', 'You are not signed in. Sign in and try again.');
  // One of a site that is not trusted is refused as such: to sign in and try again would not help there.
  const isIssued = context.get('issuedTokens').claims(token) || namesAnotherIssuer(token);
  if (isIssued) await meetIssued(context, token);
  else await checkSession(context, token);
  await next();
};

async function checkSession(context: Context<SignedInServer>, token: string): Promise<void> {
  const claims = await readAccessToken(context.get('environment').secret, token, Date.now());
  const user = await context.get('rooms').account(claims.accountId).checkSession({
    sessionId: claims.sessionId,
    epoch: claims.epoch,
  });
  context.set('user', user);
  context.set('accountId', claims.accountId);
  context.set('sessionId', claims.sessionId);
}

async function meetIssued(context: Context<SignedInServer>, token: string): Promise<void> {
  const issued = await context.get('issuedTokens').read(token);
  const accountId = issuedAccountIdOf(context.get('environment').secret, issued.issuer, issued.subject);
  context.set('user', await context.get('rooms').account(accountId).meetIssued({name: issued.name}));
  context.set('accountId', accountId);
  context.set('sessionId', null);
  context.set('issued', issued);
}
