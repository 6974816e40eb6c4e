import {previewOrigin} from '../preview-origin.js';
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
    const body = init?.body ?? (request?.body ? await request.arrayBuffer() : null);
    const headers = new Headers(init?.headers ?? request?.headers);
    const asked = {
      type: 'fetch' as const,
      method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
      address: url.origin === previewOrigin ? url.pathname + url.search : url.href,
      headers: [...headers],
      body: body === null ? null : new Uint8Array(await new Response(body).arrayBuffer()),
    };
    const reply = await link.fetch(asked, signal);
    const hasBody = ![101, 204, 205, 304].includes(reply.status);
    const response = new Response(hasBody ? reply.body : null, {
      status: reply.status,
      headers: reply.headers,
    });
    Object.defineProperty(response, 'url', {value: url.href});
    return response;
  };
}

/** The preview's own address, or another server of the project: in the preview, this computer is the project. */
export function isOfProject({origin, protocol, hostname}: URL): boolean {
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return origin === previewOrigin || (protocol === 'http:' && isLocal);
}
