import {responseOf} from '../pending-answers.js';
import {previewOrigin} from '../preview-origin.js';
import {bodyOf, followRedirects, redirectOf, type SentRequest} from '../redirects.js';
import type {WorkerLink} from './worker-link.js';

/** `fetch` that asks the worker for the project's own addresses and the network for all others. */
export function createFetch(link: Pick<WorkerLink, 'fetch'>, base: {readonly url: URL}): typeof fetch {
  const nativeFetch = globalThis.fetch.bind(globalThis);
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = new URL(request?.url ?? String(input), base.url);
    if (!isOfProject(url)) return nativeFetch(input, init);
    const signal = init?.signal ?? request?.signal;
    signal?.throwIfAborted();
    const body = init?.body ?? (request ? await bodyOf(request) : null);
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const headers = new Headers(init?.headers ?? request?.headers);
    const content = body === null ? null : new Response(body);
    const type = content?.headers.get('content-type');
    // A form has its boundary there.
    if (type && !headers.has('content-type')) headers.set('content-type', type);
    const sent = {url, method, headers, body: content && new Uint8Array(await content.arrayBuffer())};
    const redirect = init?.redirect ?? request?.redirect ?? 'follow';
    const response = await followRedirects(sent, redirect, (asked) => {
      if (isOfProject(asked.url)) return askProject(asked, link, signal);
      // A redirect leads out: the network policy decides, as it does where the app asks itself.
      const {method, headers, body} = asked;
      const credentials = init?.credentials ?? request?.credentials ?? 'same-origin';
      return nativeFetch(asked.url, {...init, method, headers, body, credentials, signal: signal ?? null});
    });
    return redirect === 'manual' && redirectOf(response) !== null ? opaqueRedirect(response) : response;
  };
}

/** The preview's own address, or another server of the project: in the preview, this computer is the project. */
export function isOfProject({origin, protocol, hostname}: URL): boolean {
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return origin === previewOrigin || (protocol === 'http:' && isLocal);
}

async function askProject(
  {url, method, headers, body: sent}: SentRequest,
  link: Pick<WorkerLink, 'fetch'>,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  const address = url.origin === previewOrigin ? url.pathname + url.search : url.href;
  const asked = {type: 'fetch' as const, method, address, headers: [...headers], body: sent};
  return responseOf(await link.fetch(asked, signal));
}

/** All that a page may know of a redirect that is not followed (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect). */
async function opaqueRedirect(response: Response): Promise<Response> {
  await response.body?.cancel();
  return Object.defineProperties(Response.error(), {
    type: {value: 'opaqueredirect'},
    url: {value: response.url},
  });
}
