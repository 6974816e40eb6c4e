import {CodecraftError} from '@codecraft/core/errors';
import {Hono} from 'hono';
import type {Environment} from '../environment.js';
import type {Log} from '../host/log.js';
import {IssuedTokens} from '../issuers/issued-token.js';
import {AddressRates} from './address-rates.js';
import {onlyItsProject} from './admit-issued.js';
import {allowOrigin, checkOrigin, drainBody, limitBody, requestId, securityHeaders} from './middleware.js';
import {problemOf} from './problem.js';
import type {Rooms} from './rooms.js';
import {accounts} from './routes/accounts.js';
import {documentation} from './routes/documentation.js';
import {history} from './routes/history.js';
import {invites, projectInvites} from './routes/invites.js';
import {links} from './routes/links.js';
import {me} from './routes/me.js';
import {members} from './routes/members.js';
import {metricsRoute} from './routes/metrics.js';
import {projects} from './routes/projects.js';
import {session} from './routes/session.js';
import {guestTickets, tickets} from './routes/tickets.js';
import type {Server, SignedInServer} from './server.js';
import {signedIn} from './signed-in.js';

export interface AppOptions {
  environment: Environment;
  rooms: Rooms;
  log: Log;
}

/** The HTTP API. Knows no host: it is handed the rooms and answers requests. */
export function createApp({environment, rooms, log}: AppOptions): Hono<Server> {
  const app = new Hono<Server>();
  const addressRates = new AddressRates(Date.now);
  const issuedTokens = new IssuedTokens(environment.trustedIssuers);

  app.use(async (context, next) => {
    context.set('environment', environment);
    context.set('rooms', rooms);
    context.set('issuedTokens', issuedTokens);
    context.set('addressRates', addressRates);
    await next();
  });
  app.use(requestId(log), drainBody, securityHeaders, checkOrigin, allowOrigin, limitBody);

  app.get('/health', (context) => context.json({ok: true, bootId: environment.bootId}));
  app.route('/metrics', metricsRoute);
  app.route('/api', documentation);
  app.route('/api/accounts', accounts);
  app.route('/api/session', session);
  app.route('/api/projects', guestTickets);
  app.route('/api', behindSignIn());

  app.notFound(() => {
    throw new CodecraftError('not-found', 'There is nothing at this address.');
  });
  app.onError((error, context) => {
    const requestId = context.get('requestId');
    if (!(error instanceof CodecraftError)) log.error('request-failed', error, {requestId});
    const problem = problemOf(error, requestId);
    return context.body(JSON.stringify(problem), problem.status as 500, {
      'Content-Type': 'application/problem+json',
    });
  });
  return app;
}

/** What only someone who is signed in may ask; everything else below `/api` says so. */
function behindSignIn(): Hono<SignedInServer> {
  const routes = new Hono<SignedInServer>();
  routes.use(signedIn);
  routes.use('/projects/:id/*', onlyItsProject);
  routes.use('/invites/:id/*', onlyItsProject);
  routes.route('/me', me);
  routes.route('/projects', projects);
  routes.route('/projects', members);
  routes.route('/projects', projectInvites);
  routes.route('/projects', links);
  routes.route('/projects', tickets);
  routes.route('/projects', history);
  routes.route('/invites', invites);
  return routes;
}
