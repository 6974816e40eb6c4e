import {CodecraftError} from '@codecraft/core/errors';
import {newId} from '@codecraft/core/protocol';
import type {Context, MiddlewareHandler} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {cors} from 'hono/cors';
import {matchedRoutes} from 'hono/route';
import type {Log} from '../host/log.js';
import {metrics} from '../observability/metrics.js';
import {readText} from '../packages/read-text.js';
import {isAllowedOrigin} from './origins.js';
import type {Server} from './server.js';

/** No body of this API is larger: the longest field is a password. */
const maxBodyBytes = 16 * 1024;

/** Gives each request an id that its answer, its problem and its log line share. */
export function requestId(log: Log): MiddlewareHandler<Server> {
  return async (context, next) => {
    const id = newId(16);
    const startedAt = Date.now();
    context.set('requestId', id);
    await next();
    context.header('X-Request-Id', id);
    const {method} = context.req;
    const route = routeOf(context);
    const {status} = context.res;
    const durationMs = Date.now() - startedAt;
    log.info('request', {requestId: id, method, route, status, durationMs});
    metrics.requests.add({method, route, status: String(status)});
    metrics.requestSeconds.observe(durationMs / 1000, {method, route});
  };
}

/** As it is written down, so that ids stay out of logs and metrics. What matches everything names nothing. */
function routeOf(context: Context): string {
  return matchedRoutes(context).findLast(({path}) => !path.endsWith('*'))?.path ?? '*';
}

/** Answers browsers of other sites only when they are on the list; `Origin` cannot be forged from a page. */
export const checkOrigin: MiddlewareHandler<Server> = async (context, next) => {
  const origin = context.req.header('origin');
  const {allowedOrigins} = context.get('environment');
  const isSame = origin === new URL(context.req.url).origin;
  if (origin !== undefined && !isSame && !isAllowedOrigin(allowedOrigins, origin)) {
    throw new CodecraftError(
      'origin-refused',
      `This server does not serve ${origin}. Its owner can add it to ALLOWED_ORIGINS.`,
    );
  }
  await next();
};

/** After `checkOrigin`, so whoever gets here may read the answer. */
export const allowOrigin: MiddlewareHandler<Server> = cors({
  origin: (origin) => origin,
  credentials: true,
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['Authorization', 'Content-Type'],
  exposeHeaders: ['X-Request-Id'],
  maxAge: 600,
});

/**
 * Reads what no route has read. workerd ends a connection whose request it did not get to read, and the client, which
 * sends its next request there, is told of a network failure instead of the refusal.
 */
export const drainBody: MiddlewareHandler<Server> = async (context, next) => {
  await next();
  const {body, bodyUsed} = context.req.raw;
  if (!body || bodyUsed) return;
  // One that is too large was refused for it, and may as well end its connection.
  await readText(body, maxBodyBytes).catch(() => undefined);
};

export const limitBody: MiddlewareHandler<Server> = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new CodecraftError('too-large', `A request body can be ${maxBodyBytes / 1024} KB.`);
  },
});

/** Nothing here is a page, but for one that says so: no framing, no sniffing, no caching, no referrer. */
export const securityHeaders: MiddlewareHandler<Server> = async (context, next) => {
  await next();
  if (!context.res.headers.has('Content-Security-Policy')) {
    context.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  }
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('Cache-Control', 'no-store');
};
