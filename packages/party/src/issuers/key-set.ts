import {CodecraftError} from '@codecraft/core/errors';
import {createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey} from 'jose';
import {z} from 'zod';
import {metrics} from '../observability/metrics.js';
import {readText} from '../packages/read-text.js';

/** Asked at most this often, whatever the tokens say: a made-up `kid` must not make us a weapon. */
const minFetchIntervalMs = 30_000;
/** Asked again after this long, so that a key that was taken back stops working. */
const freshForMs = 10 * 60_000;
/** A site whose keys cannot be read for this long cannot vouch for anyone. */
const usableForMs = 60 * 60_000;
const timeoutMs = 5_000;
const maxBytes = 256 * 1024;

const JwkSet = z.object({
  keys: z.array(z.looseObject({kty: z.string(), kid: z.string().optional()})).max(100),
});

export type FetchKeys = (url: string, init: RequestInit) => Promise<Response>;

interface Loaded {
  readonly find: JWTVerifyGetKey;
  readonly kids: ReadonlySet<string | undefined>;
  readonly at: number;
}

/** The public keys of one issuer, fetched when they are needed and kept for a while. */
export class KeySet {
  private readonly url: string;
  private readonly fetch: FetchKeys;
  private readonly now: () => number;
  private loaded: Loaded | undefined;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | undefined;

  constructor(url: string, {fetch, now}: {fetch: FetchKeys; now: () => number}) {
    this.url = url;
    this.fetch = fetch;
    this.now = now;
  }

  /**
   * Finds a token's key, for `jwtVerify`.
   *
   * @throws CodecraftError `unavailable` when the site's keys cannot be read; a JOSEError for a key it does not have.
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const isStale = !this.loaded || this.now() - this.loaded.at > freshForMs;
    const isUnknown = this.loaded !== undefined && !this.loaded.kids.has(header.kid);
    if (isStale || isUnknown) await this.refresh();
    if (!this.loaded || this.now() - this.loaded.at > usableForMs) {
      throw new CodecraftError(
        'unavailable',
        'The site that signs you in cannot be asked for its keys. Try again in a minute.',
      );
    }
    return this.loaded.find(header, token);
  };

  /** One request at a time, and none so soon after the last that somebody must be forcing it. */
  private async refresh(): Promise<void> {
    if (!this.asking && this.now() - this.askedAt < minFetchIntervalMs) return;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    await this.asking;
  }

  private async ask(): Promise<void> {
    this.askedAt = this.now();
    try {
      const {keys} = JwkSet.parse(JSON.parse(await this.download()));
      const find = createLocalJWKSet({keys} as JSONWebKeySet);
      this.loaded = {find, kids: new Set([...keys.map(({kid}) => kid), undefined]), at: this.now()};
      metrics.keyFetches.add({outcome: 'done'});
    } catch {
      // The keys known so far go on for a while; without any, `find` says so. The counter tells the operator.
      metrics.keyFetches.add({outcome: 'failed'});
    }
  }

  private async download(): Promise<string> {
    const response = await this.fetch(this.url, {
      redirect: 'manual', // whoever configured the address meant this one
      headers: {Accept: 'application/json'},
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`The key set answered ${response.status}.`);
    return readText(response.body, maxBytes);
  }
}
