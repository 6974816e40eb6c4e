import type {RealmContext} from '../../context.js';
import {createHttpClient} from './client.js';
import {IncomingMessage, ServerResponse} from './messages.js';
import {HttpServer, type HttpServers} from './server.js';
import {methods, statusCodes} from './status-codes.js';

/** Connections are the browser's business; libraries only carry such an object around. */
class Agent {
  readonly options: object;
  maxSockets = Number.POSITIVE_INFINITY;

  constructor(options: object = {}) {
    this.options = options;
  }

  destroy(): void {
    // Nothing is kept open.
  }
}

/** `node:http` and `node:https`. */
export function createHttp(
  context: RealmContext,
  servers: HttpServers,
  fetch: typeof globalThis.fetch,
  protocol: 'http:' | 'https:',
) {
  return {
    ...createHttpClient({loop: context.loop, fetch}, protocol),
    createServer: servers.createServer,
    Server: HttpServer,
    IncomingMessage,
    ServerResponse,
    OutgoingMessage: ServerResponse,
    Agent,
    globalAgent: new Agent(),
    METHODS: methods,
    STATUS_CODES: statusCodes,
    maxHeaderSize: 16_384,
    validateHeaderName: () => undefined,
    validateHeaderValue: () => undefined,
  };
}
