import {exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose';
import {beforeAll, describe, expect, it} from 'vitest';
import {readEnvironment} from '../environment.js';
import {IssuedTokens} from './issued-token.js';

const issuer = 'https://school.example';
const audience = 'codecraft.example';
const notSignedIn = {code: 'not-signed-in'};

/** A site with a clock, whose keys can be asked for and counted. */
class Site {
  time = Date.UTC(2026, 0, 1);
  fetches = 0;
  answer: () => Response | Promise<Response> = () => Response.json({keys: this.keys});
  readonly keys: object[] = [];
  readonly tokens = new IssuedTokens([{issuer, audience, jwks: 'https://school.example/jwks'}], {
    now: () => this.time,
    fetch: async () => {
      this.fetches += 1;
      return this.answer();
    },
  });

  async addKey(kid: string, algorithm = 'ES256'): Promise<CryptoKey> {
    const {publicKey, privateKey} = await generateKeyPair(algorithm, {extractable: true});
    this.keys.push({...(await exportJWK(publicKey)), kid, alg: algorithm});
    return privateKey;
  }

  sign(key: CryptoKey, claims: JWTPayload = {}, {kid = 'one', alg = 'ES256'} = {}): Promise<string> {
    const seconds = Math.floor(this.time / 1000);
    return new SignJWT({iss: issuer, aud: audience, sub: 'lena', exp: seconds + 3600, ...claims})
      .setProtectedHeader({alg, kid})
      .sign(key);
  }
}

describe('PT1 a trusted site’s token', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])('holds when signed with %s', async (alg) => {
    const site = new Site();
    const key = await site.addKey('one', alg);
    const claims = {name: 'Lena', project: 'p'.repeat(20), role: 'viewer'};
    const token = await site.sign(key, claims, {alg});
    expect(site.tokens.claims(token)).toBe(true);
    expect(await site.tokens.read(token)).toEqual({
      issuer,
      subject: 'lena',
      name: 'Lena',
      project: {id: 'p'.repeat(20), role: 'viewer'},
      expiresAt: site.time + 3_600_000,
    });
  });

  it.each([29, 30])('holds %i seconds after its end, and no longer', async (seconds) => {
    const site = new Site();
    const token = await site.sign(await site.addKey('one'), {exp: site.time / 1000});
    site.time += seconds * 1000;
    if (seconds < 30) await site.tokens.read(token);
    else await expect(site.tokens.read(token)).rejects.toMatchObject(notSignedIn);
  });
});

describe('PT2 a token that does not hold is refused', () => {
  let site: Site;
  let key: CryptoKey;
  beforeAll(async () => {
    site = new Site();
    key = await site.addKey('one');
  });
  const inSeconds = (seconds: number) => Date.UTC(2026, 0, 1) / 1000 + seconds;

  it.each<[string, JWTPayload]>([
    ['for another service', {aud: 'other.example'}],
    ['for two services', {aud: [audience, 'other.example']}],
    ['of another site', {iss: 'https://school.example.evil.example'}],
    ['of a site that is written in other letters', {iss: 'https://School.example'}],
    ['without an end', {exp: undefined} as unknown as JWTPayload],
    ['that has ended', {exp: inSeconds(-31)}],
    ['that lasts a day and a minute', {exp: inSeconds(24 * 3600 + 60)}],
    ['that has not begun', {nbf: inSeconds(60)}],
    ['without a subject', {sub: undefined} as unknown as JWTPayload],
    ['with an empty subject', {sub: ''}],
    ['with a number for a subject', {sub: 7} as unknown as JWTPayload],
    ['with an object for a name', {name: {toString: 'x'}}],
    ['with a very long name', {name: 'x'.repeat(100)}],
    ['with a list for a project', {project: ['p'.repeat(20)]}],
    ['with a path for a project', {project: '../../account'}],
    ['with a role that is none', {project: 'p'.repeat(20), role: 'owner'}],
    ['with a role but no project', {role: 'admin'}],
    ['with words for an end', {exp: 'tomorrow'} as unknown as JWTPayload],
  ])('%s', async (_, claims) => {
    await expect(site.sign(key, claims).then((token) => site.tokens.read(token))).rejects.toMatchObject(
      notSignedIn,
    );
  });

  it('of another site’s key', async () => {
    const other = await new Site().addKey('one');
    await expect(site.tokens.read(await site.sign(other))).rejects.toMatchObject(notSignedIn);
  });

  it.each(['', 'x', 'x.y.z', `${'x'.repeat(9000)}`])('that is none', async (token) => {
    expect(site.tokens.claims(token)).toBe(false);
    await expect(site.tokens.read(token)).rejects.toMatchObject(notSignedIn);
  });

  it('signed with the public key as a shared secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(site.keys[0]));
    const token = await new SignJWT({iss: issuer, aud: audience, sub: 'lena', exp: inSeconds(60)})
      .setProtectedHeader({alg: 'HS256', kid: 'one'})
      .sign(secret);
    await expect(site.tokens.read(token)).rejects.toMatchObject(notSignedIn);
  });
});

describe('PT3 a site’s keys', () => {
  it('are asked for once, however many keys tokens make up', async () => {
    const site = new Site();
    const key = await site.addKey('one');
    await site.tokens.read(await site.sign(key));
    const flood = Array.from({length: 50}, async (_, number) => {
      const token = await site.sign(key, {}, {kid: `made-up-${number}`});
      await expect(site.tokens.read(token)).rejects.toMatchObject(notSignedIn);
    });
    await Promise.all(flood);
    expect(site.fetches).toBe(1);
    site.time += 30_000;
    await expect(site.tokens.read(await site.sign(key, {}, {kid: 'later'}))).rejects.toMatchObject(
      notSignedIn,
    );
    expect(site.fetches).toBe(2);
  });

  it('are asked for again when a new one is used, and lose what was taken back', async () => {
    const site = new Site();
    const old = await site.addKey('one');
    await site.tokens.read(await site.sign(old));
    site.keys.length = 0;
    const fresh = await site.addKey('two');
    site.time += 31_000;
    await site.tokens.read(await site.sign(fresh, {}, {kid: 'two'}));
    await expect(site.tokens.read(await site.sign(old))).rejects.toMatchObject(notSignedIn);
  });

  it.each<[string, () => Response]>([
    ['that fail', () => new Response('no', {status: 500})],
    ['that are no JSON', () => new Response('<html>')],
    ['that are elsewhere', () => new Response(null, {status: 302, headers: {location: 'http://10.0.0.1/'}})],
    ['that never end', () => new Response('x'.repeat(300_000))],
  ])('%s sign nobody in, and are not asked for at each request', async (_, answer) => {
    const site = new Site();
    const key = await site.addKey('one');
    site.answer = answer;
    const token = await site.sign(key);
    for (let request = 0; request < 5; request++) {
      await expect(site.tokens.read(token)).rejects.toMatchObject({code: 'unavailable'});
    }
    expect(site.fetches).toBe(1);
  });

  it('that cannot be asked for any more hold for an hour', async () => {
    const site = new Site();
    const key = await site.addKey('one');
    await site.tokens.read(await site.sign(key));
    site.answer = () => new Response('no', {status: 503});
    site.time += 59 * 60_000;
    await site.tokens.read(await site.sign(key));
    site.time += 2 * 60_000;
    await expect(site.tokens.read(await site.sign(key))).rejects.toMatchObject({code: 'unavailable'});
  });
});

describe('PT4 TRUSTED_ISSUERS', () => {
  const read = (text: string) => readEnvironment({CODECRAFT_SECRET: 's'.repeat(40), TRUSTED_ISSUERS: text});
  const site = {issuer, audience, jwks: 'https://school.example/jwks'};

  it('names the sites', () => {
    expect(read('').trustedIssuers).toEqual([]);
    expect(read(JSON.stringify([site])).trustedIssuers).toEqual([site]);
  });

  it.each<[string, unknown]>([
    ['what is no list', site],
    ['this server as a site', [{...site, issuer: 'codecraft'}]],
    ['keys that come unprotected', [{...site, jwks: 'http://school.example/jwks'}]],
    ['keys of a file', [{...site, jwks: 'file:///etc/passwd'}]],
    ['a site twice', [site, {...site, audience: 'other'}]],
    ['no audience', [{issuer, jwks: site.jwks}]],
  ])('refuses %s', (_, value) => {
    expect(() => read(JSON.stringify(value))).toThrow('TRUSTED_ISSUERS');
  });

  it('refuses what is no JSON', () => {
    expect(() => read('school.example')).toThrow('TRUSTED_ISSUERS is not usable: It is not JSON.');
  });
});
