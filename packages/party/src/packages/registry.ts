import {CodecraftError} from '@codecraft/core/errors';
import type {GatewayLimits} from './gateway-limits.js';
import {Turnstile} from './turnstile.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface RegistryRequest {
  /** What is being asked for, for sentences: `react`, `react@19.1.0`. */
  subject: string;
  timeoutMs: number;
  headers?: Record<string, string>;
}

const maxRedirects = 3;

/**
 * The one door to the registry.
 *
 * Asks no other host: addresses are made here from checked names, and a redirect away from the registry's origin is
 * refused. Sends nothing of whoever asks the gateway: no cookie, no credential, no header.
 */
export class Registry {
  readonly #base: URL;
  readonly #fetch: Fetch;
  readonly #limits: GatewayLimits;
  readonly #turnstile: Turnstile;

  /** @throws CodecraftError `invalid-input` for an address that is not http(s) or has a user or query in it */
  constructor(address: string, fetch: Fetch, limits: GatewayLimits) {
    this.#base = readAddress(address);
    this.#fetch = fetch;
    this.#limits = limits;
    this.#turnstile = new Turnstile(limits.maxConcurrentRequests);
  }

  /** Where a package's list of versions is. The slash of a scope is encoded, as npm does. */
  packumentUrl(name: string): string {
    return new URL(name.replace('/', '%2f'), this.#base).href;
  }

  /**
   * Where a tarball is: where the registry says, if that is on its own host, and else where npm would put it. A mirror
   * often hands on the addresses of what it mirrors.
   */
  tarballUrl({name, version, tarball}: {name: string; version: string; tarball: string | undefined}): string {
    const told = tarball === undefined ? null : parse(tarball);
    if (told && told.host === this.#base.host) return `${this.#base.origin}${told.pathname}${told.search}`;
    const file = `${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;
    return new URL(`${name}/-/${file}`, this.#base).href;
  }

  /**
   * Asks the registry, again where it failed for a passing reason. Any answer below 500 is returned; its body is not
   * read, and `timeoutMs` goes on until it is.
   *
   * @throws CodecraftError `unavailable`
   */
  async get(url: string, request: RegistryRequest): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#turnstile.pass(() => this.#getOnce(url, request));
      if (outcome instanceof Response && outcome.status < 500 && outcome.status !== 429) return outcome;
      if (outcome instanceof Response) await outcome.body?.cancel();
      if (attempt >= this.#limits.maxAttempts) throw unavailable(request.subject, outcome);
      const delayMs = this.#limits.retryDelayMs * 2 ** (attempt - 1);
      await new Promise((resolve) => setTimeout(resolve, delayMs * (0.75 + Math.random() / 2)));
    }
  }

  async #getOnce(url: string, {subject, timeoutMs, headers = {}}: RegistryRequest): Promise<unknown> {
    const signal = AbortSignal.timeout(timeoutMs);
    let at = url;
    for (let hops = 0; ; hops += 1) {
      const response = await this.#fetch(at, {headers, redirect: 'manual', signal}).catch(
        (error: unknown) => error,
      );
      if (!(response instanceof Response)) return response;
      if (!isRedirect(response)) return response;
      await response.body?.cancel();
      at = this.#redirectTarget(response, at, subject);
      if (hops >= maxRedirects) throw refused(subject, 'in circles');
    }
  }

  #redirectTarget(response: Response, from: string, subject: string): string {
    const location = response.headers.get('location');
    const target = location === null ? null : parse(location, from);
    if (target?.origin !== this.#base.origin) throw refused(subject, 'to another host');
    return target.href;
  }
}

// 304 is an answer; a browser's fetch shows status 0 for every redirect it was told not to follow.
const isRedirect = ({status, type}: Response) =>
  type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304);

function readAddress(address: string): URL {
  const url = parse(address.endsWith('/') ? address : `${address}/`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new CodecraftError(
      'invalid-input',
      'The address of the package registry is not usable. Give one like https://registry.example/ without user, password or query.',
    );
  }
  return url;
}

function parse(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null; // whoever asked says what that means
  }
}

const refused = (subject: string, where: string) =>
  new CodecraftError(
    'unavailable',
    `The package registry redirects ${subject} ${where}, which is refused. Set a registry that answers itself.`,
  );

function unavailable(subject: string, cause: unknown): CodecraftError {
  const why =
    cause instanceof Response
      ? `answers ${cause.status}`
      : cause instanceof Error && cause.name === 'TimeoutError'
        ? 'takes too long'
        : 'cannot be reached';
  return new CodecraftError(
    'unavailable',
    `The package registry ${why} for ${subject}. Try again in a moment.`,
    {
      cause,
    },
  );
}
