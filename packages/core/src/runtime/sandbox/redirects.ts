/** A request as a server gets it. Redirects make others of it. */
export interface SentRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export const maxRedirects = 20;
/** What says what a body is, and goes with it. */
const bodyHeaders = [
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-length',
];
/** Meant for one server, and no business of another. */
const originHeaders = ['authorization', 'proxy-authorization', 'cookie', 'host'];

/**
 * Follows redirects as `fetch` does (https://fetch.spec.whatwg.org/#http-redirect-fetch).
 *
 * @param mode with `manual`, the answer is the redirect itself
 * @param ask sends one request, to the project or to elsewhere
 * @returns the last answer, which knows its `url` and whether it was `redirected`
 * @throws TypeError where redirects are more than 20, lead nowhere, or are not wanted
 */
export async function followRedirects(
  first: SentRequest,
  mode: RequestRedirect,
  ask: (request: SentRequest) => Promise<Response>,
): Promise<Response> {
  let request = first;
  for (let count = 0; ; count++) {
    const response = await ask(request);
    const location = redirectOf(response);
    if (location === null || mode === 'manual') return describe(response, request.url, count > 0);
    await response.body?.cancel();
    if (mode === 'error') throw new TypeError(`${request.url.href} redirects, which this request forbids.`);
    if (count === maxRedirects) {
      throw new TypeError(`${first.url.href} redirects more than ${maxRedirects} times.`);
    }
    request = redirected(request, response.status, location);
  }
}

/** What a request carries. Asked of its `body`, Firefox does not say whether there is any. */
export async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > 0 ? bytes : null;
}

/** Where an answer redirects to, as it is written there; null where it does not. */
export function redirectOf({status, headers}: Pick<Response, 'status' | 'headers'>): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? headers.get('location') : null;
}

function redirected(
  {url: from, method, headers, body}: SentRequest,
  status: number,
  to: string,
): SentRequest {
  if (!URL.canParse(to, from)) throw new TypeError(`${from.href} redirects to what is no address: ${to}`);
  const url = new URL(to, from);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${from.href} redirects to ${url.protocol}`);
  if (!url.hash) url.hash = from.hash;
  const kept = new Headers(headers);
  const isRead = method === 'GET' || method === 'HEAD';
  const becomesGet = status === 303 ? !isRead : status < 303 && method === 'POST';
  if (becomesGet) for (const name of bodyHeaders) kept.delete(name);
  if (url.origin !== from.origin) for (const name of originHeaders) kept.delete(name);
  return {url, method: becomesGet ? 'GET' : method, headers: kept, body: becomesGet ? null : body};
}

/** What the browser gives to answers of its own alone. One that it has given is kept. */
function describe(response: Response, url: URL, isRedirected: boolean): Response {
  return Object.defineProperties(response, {
    url: {value: response.url || url.href.replace(/#.*/, '')},
    redirected: {value: response.redirected || isRedirected},
  });
}
