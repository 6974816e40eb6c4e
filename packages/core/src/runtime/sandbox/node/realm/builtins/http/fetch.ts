import type {ServerReply, ServerRequest} from '../../../protocol.js';
import type {RealmContext} from '../../context.js';
import type {HttpServers} from './server.js';

const nativeFetch = globalThis.fetch.bind(globalThis);
const bodiless = new Set([204, 205, 304]);

/** Requests of this process that another one answers. */
export class ProjectRequests {
  readonly #context: RealmContext;
  readonly #servers: HttpServers;
  readonly #waiting = new Map<
    number,
    {resolve: (reply: ServerReply) => void; reject: (error: Error) => void}
  >();
  #requests = 0;

  constructor(context: RealmContext, servers: HttpServers) {
    this.#context = context;
    this.#servers = servers;
  }

  request(request: ServerRequest): Promise<ServerReply> {
    if (this.#servers.has(request.port)) return this.#servers.request(request);
    const id = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      const {headers, ...rest} = request;
      this.#context.link.send({type: 'request', id, ...rest, headers: headers.map((pair) => [...pair])});
    });
  }

  settle(id: number, outcome: ServerReply | Error): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (outcome instanceof Error) waiting?.reject(outcome);
    else waiting?.resolve(outcome);
  }
}

/** `fetch` that asks the project's own servers for `localhost`, and the network for all else. */
export function createFetch({loop}: RealmContext, requests: ProjectRequests): typeof fetch {
  return (input, init) =>
    loop.during(
      (async () => {
        const request = new Request(input, init);
        const url = new URL(request.url);
        if (!isLocal(url)) return nativeFetch(request);
        const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
        let at = url;
        let method = request.method;
        for (let redirects = 0; redirects < 20; redirects++) {
          const reply = await requests
            .request({
              port: Number(at.port || 80),
              method,
              url: at.pathname + at.search,
              headers: [...request.headers],
              body: method === 'GET' ? null : body,
            })
            .catch((error: Error) => {
              throw new TypeError('fetch failed', {cause: Object.assign(error, {code: 'ECONNREFUSED'})});
            });
          const location = reply.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
          const isFollowed = location !== undefined && reply.status >= 300 && reply.status < 400;
          if (!isFollowed || request.redirect === 'manual') return responseOf(reply, at);
          at = new URL(location, at);
          if (reply.status !== 307 && reply.status !== 308) method = 'GET';
        }
        throw new TypeError('fetch failed: too many redirects');
      })(),
    );
}

function isLocal({protocol, hostname}: URL): boolean {
  return protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

function responseOf({status, headers, body}: ServerReply, url: URL): Response {
  const response = new Response(bodiless.has(status) ? null : body, {status, headers});
  Object.defineProperty(response, 'url', {value: url.href});
  return response;
}
