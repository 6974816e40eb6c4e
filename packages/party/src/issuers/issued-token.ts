import {CodecraftError} from '@codecraft/core/errors';
import {limits, ProjectId, Role} from '@codecraft/core/protocol';
import {decodeJwt, type JWTPayload, jwtVerify} from 'jose';
import {z} from 'zod';
import {type FetchKeys, KeySet} from './key-set.js';
import type {TrustedIssuer} from './trusted-issuer.js';

/** Signatures made with a private key only. A shared secret would be the public key to whoever confuses the two. */
const algorithms = ['RS256', 'ES256', 'EdDSA'];
const clockToleranceSeconds = 30;
const maxLifetimeSeconds = 24 * 3600;

/** What a site may say of its user. Everything else in the token is ignored. */
const Claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  name: z.string().trim().min(1).max(limits.maxNameLength).optional(),
  project: ProjectId.optional(),
  role: Role.optional(),
});

/** Someone a trusted site vouches for. `issuer` and `subject` together are who they are. */
export interface IssuedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | undefined;
  /** The one project the token is for; undefined for a token that is for whatever its user is a member of. */
  readonly project: {readonly id: string; readonly role: Role} | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Reads the tokens of the sites that this server's configuration trusts. */
export class IssuedTokens {
  private readonly now: () => number;
  private readonly trusted: ReadonlyMap<string, {audience: string; keys: KeySet}>;

  constructor(
    issuers: readonly TrustedIssuer[],
    {
      fetch = (url, init) => globalThis.fetch(url, init),
      now = Date.now,
    }: {fetch?: FetchKeys; now?: () => number} = {},
  ) {
    this.now = now;
    this.trusted = new Map(
      issuers.map(({issuer, audience, jwks}) => [issuer, {audience, keys: new KeySet(jwks, {fetch, now})}]),
    );
  }

  /** Whether a token says that it comes from a trusted site. Says nothing about whether that is true. */
  claims(token: string): boolean {
    return token.length <= limits.maxTokenBytes && this.trusted.has(issuerOf(token) ?? '');
  }

  /**
   * @throws CodecraftError `not-signed-in` for a token that does not hold, naming the claim where there is one to
   *   name; `unavailable` when the site's keys cannot be read.
   */
  async read(token: string): Promise<IssuedIdentity> {
    if (token.length > limits.maxTokenBytes) throw refusal('is too long');
    const issuer = issuerOf(token);
    const trust = issuer === undefined ? undefined : this.trusted.get(issuer);
    if (issuer === undefined || !trust) throw refusal('is of a site that this server does not trust');
    const payload = await this.verify(token, issuer, trust);
    const result = Claims.safeParse(payload);
    if (!result.success)
      throw refusal(`has a claim “${String(result.error.issues[0]?.path[0])}” that does not fit`);
    const {sub, exp, name, project, role} = result.data;
    if (role !== undefined && project === undefined) throw refusal('gives a role but names no project');
    return {
      issuer,
      subject: sub,
      name,
      project: project === undefined ? undefined : {id: project, role: role ?? 'member'},
      expiresAt: exp * 1000,
    };
  }

  private async verify(
    token: string,
    issuer: string,
    {audience, keys}: {audience: string; keys: KeySet},
  ): Promise<JWTPayload> {
    const payload = await verified(token, issuer, keys, new Date(this.now()));
    // jose takes any list that holds our audience; a token for several services is one that the others can use here.
    const isForUs = payload.aud === audience || (payload.aud?.length === 1 && payload.aud[0] === audience);
    if (!isForUs) throw refusal('is for another service');
    const lifetimeSeconds = (payload.exp ?? Number.POSITIVE_INFINITY) - this.now() / 1000;
    if (lifetimeSeconds > maxLifetimeSeconds + clockToleranceSeconds) {
      throw refusal('lasts longer than a day');
    }
    return payload;
  }
}

async function verified(token: string, issuer: string, keys: KeySet, currentDate: Date): Promise<JWTPayload> {
  try {
    const {payload} = await jwtVerify(token, keys.find, {
      algorithms,
      issuer,
      requiredClaims: ['sub', 'exp', 'aud'],
      clockTolerance: clockToleranceSeconds,
      currentDate,
    });
    return payload;
  } catch (cause) {
    if (cause instanceof CodecraftError) throw cause;
    throw refusal('does not hold', cause);
  }
}

/** `iss` as written, before anything is proven; only good for choosing whose keys to prove it with. */
function issuerOf(token: string): string | undefined {
  try {
    const {iss} = decodeJwt(token);
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined; // no JWT, and so from nobody
  }
}

function refusal(why: string, cause?: unknown): CodecraftError {
  return new CodecraftError('not-signed-in', `The token of your site ${why}. Reload the page.`, {cause});
}
