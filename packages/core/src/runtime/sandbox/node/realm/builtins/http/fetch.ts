import type {AnswerEvent} from '../../../../answer-protocol.js';
import {type Answer, PendingAnswers, responseOf} from '../../../../pending-answers.js';
import {bodyOf, followRedirects, type SentRequest} from '../../../../redirects.js';
import type {ServerRequest} from '../../../protocol.js';
import type {RealmContext} from '../../context.js';
import type {HttpServers} from './server.js';

const nativeFetch = globalThis.fetch.bind(globalThis);

/** Requests of this process that it, or another one, answers. */
export class ProjectRequests {
  readonly #context: RealmContext;
  readonly #servers: HttpServers;
  readonly #answers: PendingAnswers;
  #requests = 0;

  constructor(context: RealmContext, servers: HttpServers) {
    this.#context = context;
    this.#servers = servers;
    this.#answers = new PendingAnswers((call) => context.link.send(call));
  }

  /** Keeps the program alive until the answer has come to its end, or nobody wants the rest. */
  async request(request: ServerRequest, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    if (this.#servers.has(request.port)) return this.#servers.request(request, signal);
    const {link, loop} = this.#context;
    const id = ++this.#requests;
    const answer = this.#answers.add(id, signal, loop.hold());
    const {headers, ...rest} = request;
    link.send({type: 'request', id, ...rest, headers: headers.map((pair) => [...pair])});
    return answer;
  }

  receive(event: AnswerEvent): void {
    this.#answers.receive(event);
  }
}

/** `fetch` that asks the project's own servers for `localhost`, and the network for all else. */
export function createFetch({loop}: RealmContext, requests: ProjectRequests): typeof fetch {
  return (input, init) =>
    loop.during(
      (async () => {
        const request = new Request(input, init);
        const url = new URL(request.url);
        if (!isOfProject(url)) return nativeFetch(request);
        const {method, headers, redirect, signal} = request;
        const body = await bodyOf(request);
        return followRedirects({url, method, headers, body}, redirect, (asked) => {
          if (isOfProject(asked.url)) return askProject(asked, requests, signal);
          const {method, headers, body} = asked;
          return nativeFetch(asked.url, {method, headers, body, signal});
        });
      })(),
    );
}

/** A server of the project, as which this computer counts. */
export function isOfProject({protocol, hostname}: URL): boolean {
  return protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

async function askProject(
  {url, method, headers, body: sent}: SentRequest,
  requests: ProjectRequests,
  signal: AbortSignal,
): Promise<Response> {
  const request = {
    port: Number(url.port || 80),
    method,
    url: url.pathname + url.search,
    headers: [...headers],
    body: sent,
  };
  const answer = await requests.request(request, signal).catch((error: Error) => {
    if (signal.aborted) throw error;
    throw new TypeError('fetch failed', {cause: Object.assign(error, {code: 'ECONNREFUSED'})});
  });
  return responseOf(answer);
}
