import {CodecraftError} from '@codecraft/core/errors';
import type {MiddlewareHandler} from 'hono';
import {metrics} from '../observability/metrics.js';
import type {Server} from './server.js';

/**
 * Refuses an address that asks for something costly too often. Cloudflare says whose request it is and lets nobody
 * else say so; a host that does not is one machine's own, where all requests count as one address's.
 */
export function limitAddress(action: 'register' | 'sign-in' | 'invite'): MiddlewareHandler<Server> {
  return async (context, next) => {
    const address = context.req.header('cf-connecting-ip') ?? 'this machine';
    if (!context.get('addressRates').take(action, address)) {
      metrics.ratesExceeded.add({action});
      throw new CodecraftError(
        'rate-limited',
        'Too many requests of this kind from your network. Try again in a minute.',
      );
    }
    await next();
  };
}
