import {closeCodes, newId, SessionBody} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

/** Accounts and sessions over HTTP. */
export function accountsContract(host: TestHost): void {
  describe('accounts', () => {
    it('register, sign in, tell who one is', async () => {
      const mara = new PartyClient(host.url);
      const registered = await mara.register('Mara');
      expect(registered).toMatchObject({status: 201, body: {user: {name: 'Mara', email: mara.email}}});
      const cookie = registered.headers.get('set-cookie');
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect((await mara.signIn()).status).toBe(200);
      expect((await mara.request('GET', '/api/me')).body).toEqual(mara.session?.user);
    });

    it('take an address in any case for the same account', async () => {
      const mara = await host.register('Mara');
      const shouting = new PartyClient(host.url, mara.email.toUpperCase());
      expect((await shouting.signIn()).status).toBe(200);
      expect(await shouting.register('Other')).toMatchObject({
        status: 409,
        body: {code: 'email-taken', field: 'email'},
      });
    });

    it('answer a wrong password and an unknown address alike', async () => {
      const mara = await host.register('Mara');
      const wrong = await mara.signIn('not the password');
      const unknown = await new PartyClient(host.url).signIn('not the password');
      expect(wrong).toMatchObject({status: 401, body: {code: 'wrong-credentials'}});
      const same = ({body}: typeof wrong) => ({...(body as object), requestId: ''});
      expect(same(unknown)).toEqual(same(wrong));
      expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    });

    it.each([
      ['a short password', {password: 'short'}, 'password'],
      ['a common password', {password: 'Password1'}, 'password'],
      ['an address that is none', {email: 'nobody'}, 'email'],
      ['no name', {name: ' '}, 'name'],
    ])('refuse %s, naming the field', async (_, change, field) => {
      const body = {
        email: `${newId(8)}@example.org`,
        name: 'Mara',
        password: 'a long enough password',
        ...change,
      };
      const answer = await new PartyClient(host.url).request('POST', '/api/accounts', body);
      expect(answer).toMatchObject({status: 400, body: {code: 'invalid-input', field}});
    });

    it('renew a session, and give two tabs that renew at once the same successor', async () => {
      const mara = await host.register('Mara');
      const old = mara.cookie;
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(200);
      const renewed = mara.cookie;
      expect(renewed).not.toBe(old);
      mara.cookie = old;
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(200);
      expect(mara.cookie).toBe(renewed);
    });

    it('end a session whose refresh token was used long after it was replaced', async () => {
      const mara = await host.register('Mara');
      const [first] = [mara.cookie];
      await mara.request('POST', '/api/session/refresh');
      await mara.request('POST', '/api/session/refresh');
      const current = mara.cookie;
      mara.cookie = first;
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(401);
      mara.cookie = current;
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(401);
      expect((await mara.request('GET', '/api/me')).status).toBe(401);
    });

    it('sign out: the token ends, the sockets close', async () => {
      const mara = await host.register('Mara');
      const socket = await mara.enter(await mara.createProject());
      expect((await mara.request('DELETE', '/api/session')).status).toBe(204);
      expect(await socket.closed).toBe(closeCodes.notSignedIn);
      expect((await mara.request('GET', '/api/me')).status).toBe(401);
    });

    it('change their password: other sessions end, their sockets close', async () => {
      const mara = await host.register('Mara');
      const socket = await mara.enter(await mara.createProject());
      const here = new PartyClient(host.url, mara.email);
      await here.signIn();
      const password = 'a long enough password';
      const wrong = await here.request('POST', '/api/me/password', {
        password: 'x',
        newPassword: 'another long one',
      });
      expect(wrong).toMatchObject({status: 401, body: {code: 'wrong-credentials'}});
      const weak = await here.request('POST', '/api/me/password', {password, newPassword: 'password1'});
      expect(weak).toMatchObject({status: 400, body: {field: 'newPassword'}});

      const changed = await here.request('POST', '/api/me/password', {
        password,
        newPassword: 'another long one',
      });
      expect(changed.status).toBe(200);
      expect(await socket.closed).toBe(closeCodes.notSignedIn);
      expect((await mara.request('GET', '/api/me')).status).toBe(401);
      expect((await mara.request('POST', '/api/session/refresh')).status).toBe(401);
      here.session = SessionBody.parse(changed.body);
      expect((await here.request('GET', '/api/me')).status).toBe(200);
      expect((await mara.signIn()).status).toBe(401);
      expect((await mara.signIn('another long one')).status).toBe(200);
    });

    it('are deleted with what is theirs alone, once nobody depends on them', async () => {
      const lena = await host.register('Lena');
      const [own, shared] = [await lena.createProject(), await lena.createProject()];
      await lena.bring(host.jonas, shared, 'member');
      const other = await lena.createProject({name: 'Week 4'});
      await lena.bring(host.jonas, other, 'member');
      const body = {password: 'a long enough password'};
      expect(await lena.request('DELETE', '/api/me', body)).toMatchObject({
        status: 409,
        body: {
          code: 'conflict',
          detail:
            'You are the only admin of “Week 4” and “Todos”, where others are. Hand over or delete what is yours first.',
        },
      });
      expect((await lena.request('GET', `/api/projects/${own}`)).status).toBe(200);

      await lena.request('DELETE', `/api/projects/${other}`);
      const socket = await lena.enter(shared);
      const jonasId = host.jonas.session?.user.id ?? '';
      await socket.ask({type: 'member-role', id: newId(), userId: jonasId, role: 'admin'});
      expect((await lena.request('DELETE', '/api/me', body)).status).toBe(204);
      expect(await socket.closed).toBe(closeCodes.forbidden);
      expect((await lena.request('GET', '/api/me')).status).toBe(401);
      expect((await lena.signIn()).status).toBe(401);
      const left = await host.jonas.request('GET', `/api/projects/${shared}`);
      expect(left).toMatchObject({status: 200, body: {role: 'admin', members: [{name: 'Jonas'}]}});
      expect((await lena.register('Lena again')).status).toBe(201);
      expect((await lena.request('GET', `/api/projects/${own}`)).status).toBe(404);
    });

    it.each([
      ['no token', ''],
      ['a token of nobody', 'Bearer x.y.z'],
      ['a token without a signature', `Bearer ${unsigned()}`],
      ['a very long token', `Bearer ${'x'.repeat(9000)}`],
    ])('refuse %s', async (_, Authorization) => {
      const answer = await new PartyClient(host.url).request('GET', '/api/me', undefined, {Authorization});
      expect(answer).toMatchObject({status: 401, body: {code: 'not-signed-in'}});
    });
  });
}

function unsigned(): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {sub: 'a'.repeat(20), account: '0'.repeat(64), sid: 'x', epoch: 1, iss: 'codecraft'};
  return `${encode({alg: 'none'})}.${encode({...claims, aud: 'codecraft-api', exp: 9e9})}.`;
}
