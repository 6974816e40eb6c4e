import {createHmac} from 'node:crypto';
import {newId} from '@codecraft/core/protocol';
import {generateKeyPair, SignJWT} from 'jose';
import {describe, expect, it} from 'vitest';
import {issueAccessToken} from '../account/access-token.js';
import {accountIdOf, deriveKey} from '../account/keys.js';
import {secretOfTests} from '../contract/test-host.js';
import {PartyClient} from '../testing/party-client.js';
import {audience, issuer} from '../testing/site.js';
import type {World} from './world.js';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const now = () => Math.floor(Date.now() / 1000);

/** Mara's own token in parts. */
function parts(world: World): {header: object; claims: Record<string, unknown>; signature: string} {
  const [header = '', claims = '', signature = ''] = (world.host.mara.session?.accessToken ?? '').split('.');
  return {header: decode(header), claims: decode(claims), signature};
}

/** Mara's claims with others over them, signed by this server's key or another. */
function resign(world: World, change: object, key = deriveKey(secretOfTests, 'access-token')) {
  return new SignJWT({...parts(world).claims, ...change}).setProtectedHeader({alg: 'HS256'}).sign(key);
}

/** jose refuses to sign this, so it is put together by hand. */
function critical(world: World): string {
  const signed = `${encode({alg: 'HS256', crit: ['sudo'], sudo: true})}.${encode(parts(world).claims)}`;
  const signature = createHmac('sha256', deriveKey(secretOfTests, 'access-token')).update(signed);
  return `${signed}.${signature.digest('base64url')}`;
}

const ours: [string, (world: World) => string | Promise<string>][] = [
  ['without an algorithm', (w) => `${encode({alg: 'none'})}.${encode(parts(w).claims)}.`],
  ['without an algorithm, in other letters', (w) => `${encode({alg: 'NoNe'})}.${encode(parts(w).claims)}.`],
  [
    'signed with an empty key',
    (w) => `${encode({alg: 'HS256'})}.${encode(parts(w).claims)}.${'A'.repeat(43)}`,
  ],
  [
    'that says RS256 over our HMAC',
    (w) => `${encode({alg: 'RS256'})}.${encode(parts(w).claims)}.${parts(w).signature}`,
  ],
  [
    'with another person’s id put in',
    (w) => {
      const {header, claims, signature} = parts(w);
      return `${encode(header)}.${encode({...claims, sub: w.host.jonas.session?.user.id})}.${signature}`;
    },
  ],
  ['with its signature cut', (w) => (w.host.mara.session?.accessToken ?? '').slice(0, -6)],
  ['with no signature', (w) => (w.host.mara.session?.accessToken ?? '').replace(/[^.]+$/, '')],
  ['of another server', (w) => resign(w, {}, deriveKey('another secret, as long as needed', 'access-token'))],
  ['signed with the key of another purpose', (w) => resign(w, {}, deriveKey(secretOfTests, 'refresh'))],
  ['signed with the server’s secret itself', (w) => resign(w, {}, new TextEncoder().encode(secretOfTests))],
  [
    'that has ended',
    (w) => {
      const {sub, account, sid, epoch} = parts(w).claims as Record<string, string>;
      const claims = {
        userId: sub ?? '',
        accountId: account ?? '',
        sessionId: sid ?? '',
        epoch: Number(epoch),
      };
      return issueAccessToken(secretOfTests, claims, Date.now() - 16 * 60_000).then(({token}) => token);
    },
  ],
  ['without an end', (w) => resign(w, {exp: undefined})],
  ['without an id', (w) => resign(w, {jti: undefined})],
  ['for another audience', (w) => resign(w, {aud: 'other'})],
  ['of another issuer', (w) => resign(w, {iss: 'other'})],
  ['of an epoch before', (w) => resign(w, {epoch: 0})],
  ['of an epoch to come', (w) => resign(w, {epoch: 99})],
  ['with words for an epoch', (w) => resign(w, {epoch: '1'})],
  ['with a session that never was', (w) => resign(w, {sid: newId()})],
  [
    'with a session of another account',
    (w) => resign(w, {account: accountIdOf(secretOfTests, w.host.jonas.email)}),
  ],
  ['with a path for an account', (w) => resign(w, {account: '../../project/x'})],
  ['with an account that never was', (w) => resign(w, {account: '0'.repeat(64)})],
  ['with a critical extension', (w) => critical(w)],
  ['as long as a book', () => 'x.'.repeat(5000)],
  ['that is our refresh cookie', (w) => w.host.mara.cookie.split('=')[1] ?? ''],
];

const theirs: [string, (world: World) => string | Promise<string>][] = [
  [
    'without an algorithm',
    () => `${encode({alg: 'none'})}.${encode({iss: issuer, aud: audience, sub: 'x', exp: 9e9})}.`,
  ],
  [
    'signed with its public key as a secret',
    (w) =>
      new SignJWT({iss: issuer, aud: audience, sub: 'x', exp: now() + 60})
        .setProtectedHeader({alg: 'HS256', kid: 'one'})
        .sign(new TextEncoder().encode(JSON.stringify(w.site.publicKey))),
  ],
  [
    'signed with our own key',
    () =>
      new SignJWT({iss: issuer, aud: audience, sub: 'x', exp: now() + 60})
        .setProtectedHeader({alg: 'HS256'})
        .sign(deriveKey(secretOfTests, 'access-token')),
  ],
  [
    'with a key in its header',
    async () => {
      const {publicKey, privateKey} = await generateKeyPair('ES256', {extractable: true});
      const jwk = await crypto.subtle.exportKey('jwk', publicKey);
      return new SignJWT({iss: issuer, aud: audience, sub: 'x', exp: now() + 60})
        .setProtectedHeader({alg: 'ES256', jwk} as {alg: string})
        .sign(privateKey);
    },
  ],
  ['with a key it does not have', (w) => w.site.sign({}, {kid: '../../keys'})],
  ['for another service', (w) => w.site.sign({aud: 'other.example'})],
  ['for several services', (w) => w.site.sign({aud: [audience, 'other.example']})],
  ['in the name of this server', (w) => w.site.sign({iss: 'codecraft'})],
  ['in the name of another site', (w) => w.site.sign({iss: 'https://other.example'})],
  ['without an end', (w) => w.site.sign({exp: undefined} as object)],
  ['that lasts two days', (w) => w.site.sign({exp: now() + 48 * 3600})],
  ['that has ended', (w) => w.site.sign({exp: now() - 60})],
  ['with a number for a subject', (w) => w.site.sign({sub: 7} as object)],
  ['with an object for a name', (w) => w.site.sign({name: {first: 'Lena'}})],
  ['with a list of roles', (w) => w.site.sign({project: 'p'.repeat(20), role: ['admin']})],
];

export function tokenAttacks(world: World): void {
  const me = (token: string) =>
    new PartyClient(world.host.url).request('GET', '/api/me', undefined, {Authorization: `Bearer ${token}`});
  const refusal = {status: 401, body: {code: 'not-signed-in'}};

  describe('PT50 a token', () => {
    it.each(ours)('%s is refused', async (_, forge) => {
      expect(await me(await forge(world))).toMatchObject(refusal);
    });

    it.each(theirs)('of a site, %s, is refused', async (_, forge) => {
      expect(await me(await forge(world))).toMatchObject(refusal);
    });

    it.each([
      ['in the address', (token: string) => [`/api/me?token=${token}&access_token=${token}`, {}] as const],
      [
        'in a cookie',
        (token: string) => ['/api/me', {Cookie: `token=${token}; Authorization=Bearer ${token}`}] as const,
      ],
      ['as Basic', (token: string) => ['/api/me', {Authorization: `Basic ${token}`}] as const],
      ['twice', (token: string) => ['/api/me', {Authorization: `Bearer ${token} ${token}`}] as const],
    ])('%s is none', async (_, place) => {
      const [path, headers] = place(world.host.mara.session?.accessToken ?? '');
      expect(await new PartyClient(world.host.url).request('GET', path, undefined, headers)).toMatchObject(
        refusal,
      );
    });
  });

  describe('PT51 a site’s user', () => {
    it.each<[string, () => object]>([
      ['an address', () => ({sub: world.host.mara.email, email: world.host.mara.email})],
      ['an id', () => ({sub: world.host.mara.session?.user.id})],
      ['an account', () => ({sub: accountIdOf(secretOfTests, world.host.mara.email)})],
    ])('who says that they are Mara by %s is not', async (_, claims) => {
      const token = await world.site.sign(claims());
      const {status, body} = await me(token);
      expect(status).toBe(200);
      expect((body as {id: string}).id).not.toBe(world.host.mara.session?.user.id);
      const thief = new PartyClient(world.host.url);
      const headers = {Authorization: `Bearer ${token}`};
      expect(await thief.request('GET', '/api/projects', undefined, headers)).toMatchObject({
        body: {projects: []},
      });
      const project = await thief.request('GET', `/api/projects/${world.projectId}`, undefined, headers);
      expect(project.status).toBe(404);
    });

    it('is admitted to no project that their site did not make', async () => {
      const token = await world.site.sign({project: world.projectId, role: 'admin'});
      const answer = await new PartyClient(world.host.url).request(
        'POST',
        `/api/projects/${world.projectId}/ticket`,
        undefined,
        {Authorization: `Bearer ${token}`},
      );
      expect(answer.status).toBe(404);
    });

    it('with a token for one project opens no other, and makes none', async () => {
      const teacher = new PartyClient(world.host.url);
      const as = async (claims: object) => ({Authorization: `Bearer ${await world.site.sign(claims)}`});
      const made = await teacher.request(
        'POST',
        '/api/projects',
        {name: 'Course'},
        await as({sub: 'teacher'}),
      );
      const {id} = made.body as {id: string};
      const student = await as({sub: 'student', project: id, role: 'viewer'});
      expect(await teacher.request('GET', `/api/projects/${id}`, undefined, student)).toMatchObject({
        status: 200,
        body: {role: 'viewer'},
      });
      const other = await as({sub: 'student', project: world.evesProjectId});
      expect((await teacher.request('GET', `/api/projects/${id}`, undefined, other)).status).toBe(404);
      expect((await teacher.request('POST', '/api/projects', {name: 'X'}, student)).status).toBe(403);
      expect((await teacher.request('PATCH', `/api/projects/${id}`, {name: 'Mine'}, student)).status).toBe(
        403,
      );
    });

    it('whose tokens make up keys costs the site one request', async () => {
      await me(await world.site.sign());
      const before = world.site.fetches;
      const floods = Array.from({length: 60}, async () => me(await world.site.sign({}, {kid: newId()})));
      for (const answer of await Promise.all(floods)) expect(answer).toMatchObject(refusal);
      expect(world.site.fetches - before).toBeLessThanOrEqual(1);
    });
  });

  describe('PT52 a session', () => {
    it('that was signed out is over for its token, its cookie and its tickets', async () => {
      const mara = new PartyClient(world.host.url, world.host.mara.email);
      await mara.signIn();
      const ticket = await mara.ticket(world.projectId);
      const {cookie} = mara;
      await mara.request('DELETE', '/api/session');
      expect((await mara.request('GET', '/api/me')).status).toBe(401);
      mara.cookie = cookie;
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(401);
      expect(await mara.openSocket(world.projectId, ticket).closed).toBe(1006);
    });

    it.each<[string, (cookie: string) => string]>([
      ['with another secret', (cookie) => cookie.slice(0, -8) + 'aaaaaaaa'],
      ['of another account', (cookie) => cookie.replace(/=[0-9a-f]{64}/, `=${'0'.repeat(64)}`)],
      ['with a path for an account', () => 'codecraft_session=../../project/x.y.z'],
      ['that is empty', () => 'codecraft_session='],
    ])('is not renewed by a cookie %s', async (_, forge) => {
      const eve = new PartyClient(world.host.url, world.eve.email);
      await eve.signIn();
      eve.cookie = forge(eve.cookie);
      expect(await eve.request('POST', '/api/session/refresh')).toMatchObject(refusal);
    });
  });
}
