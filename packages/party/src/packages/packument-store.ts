import {CodecraftError} from '@codecraft/core/errors';
import type {GatewayLimits} from './gateway-limits.js';
import {Packument} from './packument.js';
import {readText} from './read-text.js';
import type {Registry} from './registry.js';
import {Turnstile} from './turnstile.js';

interface Kept {
  packument: Packument;
  etag: string | null;
  checkedAt: number;
}

/** Gets packuments once for all who ask at the same time, and keeps the last used ones. */
export class PackumentStore {
  readonly #registry: Registry;
  readonly #limits: GatewayLimits;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();
  readonly #pending = new Map<string, Promise<Packument>>();
  readonly #turnstile: Turnstile;
  #weight = 0;

  constructor(registry: Registry, limits: GatewayLimits) {
    this.#registry = registry;
    this.#limits = limits;
    this.#turnstile = new Turnstile(limits.maxConcurrentPackuments);
  }

  /** @throws CodecraftError `package-missing`, `unavailable`, or `too-large` naming the package */
  get(name: string): Promise<Packument> {
    const kept = this.#kept.get(name);
    if (kept && Date.now() - kept.checkedAt < this.#limits.packumentFreshMs) {
      this.#keep(name, kept);
      return Promise.resolve(kept.packument);
    }
    const pending = this.#pending.get(name);
    if (pending) return pending;
    const refreshed = this.#turnstile
      .pass(() => this.#refresh(name, kept))
      .finally(() => this.#pending.delete(name));
    this.#pending.set(name, refreshed);
    return refreshed;
  }

  async #refresh(name: string, kept: Kept | undefined): Promise<Packument> {
    const response = await this.#ask(name, kept?.etag).catch((error: unknown) => {
      // A list of some minutes ago is better than none while the registry is away.
      if (kept) return undefined;
      throw error;
    });
    if (!response) return kept!.packument;
    if (response.status === 304 && kept) {
      this.#keep(name, {...kept, checkedAt: Date.now()});
      return kept.packument;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw notReadable(name, response.status);
    }
    const packument = new Packument(name, await this.#read(name, response));
    this.#keep(name, {packument, etag: response.headers.get('etag'), checkedAt: Date.now()});
    return packument;
  }

  #ask(name: string, etag: string | null | undefined): Promise<Response> {
    return this.#registry.get(this.#registry.packumentUrl(name), {
      subject: name,
      timeoutMs: this.#limits.requestTimeoutMs,
      headers: {
        // The short form of the list, for registries that have it.
        accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8',
        ...(etag && {'if-none-match': etag}),
      },
    });
  }

  async #read(name: string, response: Response): Promise<string> {
    try {
      return await readText(response.body, this.#limits.maxPackumentBytes);
    } catch (cause) {
      if (cause instanceof CodecraftError) {
        throw new CodecraftError(
          'too-large',
          `The registry's list of the versions of ${name} is larger than ${this.#limits.maxPackumentBytes >> 20} MB. Use another package.`,
          {cause},
        );
      }
      throw new CodecraftError(
        'unavailable',
        `The package registry stopped in the middle of ${name}. Try again in a moment.`,
        {cause},
      );
    }
  }

  #keep(name: string, kept: Kept): void {
    this.#weight += kept.packument.weight - (this.#kept.get(name)?.packument.weight ?? 0);
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    for (const [oldest, {packument}] of this.#kept) {
      if (this.#weight <= this.#limits.maxCachedPackumentBytes) break;
      this.#kept.delete(oldest);
      this.#weight -= packument.weight;
    }
  }
}

function notReadable(name: string, status: number): CodecraftError {
  return status === 404
    ? new CodecraftError('package-missing', `There is no package called ${name}. Check its spelling.`)
    : new CodecraftError(
        'package-missing',
        `The registry does not hand out ${name} (it answers ${status}). Use a public package.`,
      );
}
