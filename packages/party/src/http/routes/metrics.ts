import {CodecraftError} from '@codecraft/core/errors';
import {Hono} from 'hono';
import {hashOfSecret} from '../../account/keys.js';
import {renderMetrics} from '../../observability/metrics.js';
import type {Server} from '../server.js';

/** Numbers for Prometheus, for who knows METRICS_TOKEN. Without one the address does not exist. */
export const metricsRoute = new Hono<Server>();

metricsRoute.get('/', (context) => {
  const {metricsToken} = context.get('environment');
  const given = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1];
  if (metricsToken === undefined) {
    throw new CodecraftError('not-found', 'There is nothing at this address.');
  }
  // Compared by hash, so that the time taken says nothing about how much of it was right.
  if (given === undefined || hashOfSecret(given) !== hashOfSecret(metricsToken)) {
    throw new CodecraftError('not-signed-in', 'The metrics need the token of METRICS_TOKEN.');
  }
  return context.text(renderMetrics());
});
