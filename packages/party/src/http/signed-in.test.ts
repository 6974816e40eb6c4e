import {newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {issueAccessToken} from '../account/access-token.js';
import type {AccountCaller} from '../account/calls/index.js';
import {readEnvironment} from '../environment.js';
import {createLog} from '../host/log.js';
import {createApp} from './app.js';
import type {Rooms} from './rooms.js';

const secret = 's'.repeat(40);
const email = 'mara@school.example';
const password = 'correct horse battery';
const user = {id: newId(), email, name: 'Mara Lindqvist'};

/** The API over rooms that answer as they are told, and what it logged. */
function api(account: Partial<Record<keyof AccountCaller, () => Promise<unknown>>>) {
  const lines: string[] = [];
  const app = createApp({
    environment: readEnvironment({CODECRAFT_SECRET: secret}),
    rooms: {account: () => account, project: () => ({})} as unknown as Rooms,
    log: createLog({}, (line) => lines.push(line)),
  });
  return {app, lines};
}

async function tokenOfMara(): Promise<string> {
  const claims = {userId: user.id, accountId: '0'.repeat(64), sessionId: 'session', epoch: 1};
  return (await issueAccessToken(secret, claims, Date.now())).token;
}

const storageFails = () => Promise.reject(new Error(`disk full near ${email}'s record`));

describe('PT32 an account that cannot be asked', () => {
  it('lets nobody in, and says nothing of why', async () => {
    const {app, lines} = api({checkSession: storageFails});
    const headers = {authorization: `Bearer ${await tokenOfMara()}`};
    for (const path of ['/api/me', '/api/projects', `/api/projects/${newId()}`]) {
      const answer = await app.request(path, {headers});
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({
        code: 'internal',
        detail: 'The server could not do this. Try again in a moment.',
      });
    }
    expect(lines.filter((line) => JSON.parse(line).level === 'error')).toHaveLength(3);
  });

  it('signs nobody in and renews nothing', async () => {
    const {app} = api({signIn: storageFails, refresh: storageFails});
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      app.request(path, {
        method: 'POST',
        headers: {'content-type': 'application/json', ...headers},
        body: JSON.stringify(body),
      });
    const signIn = await post('/api/session', {email, password});
    expect([signIn.status, signIn.headers.get('set-cookie')]).toEqual([500, null]);
    const cookie = `codecraft_session=${'0'.repeat(64)}.${newId()}.${newId(40)}`;
    const renewal = await post('/api/session/refresh', {}, {cookie});
    expect([renewal.status, renewal.headers.get('set-cookie')]).toEqual([500, null]);
  });
});

it('PT2 a token of a site that is not trusted is refused as that, and anything else as nobody’s', async () => {
  const {app} = api({});
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const ask = async (token: string) =>
    (await app.request('/api/me', {headers: {authorization: `Bearer ${token}`}})).json();
  expect(await ask(`${encode({alg: 'RS256'})}.${encode({iss: 'https://school.example'})}.x`)).toMatchObject({
    status: 401,
    code: 'not-signed-in',
    detail: 'The token of your site is of a site that this server does not trust. Reload the page.',
  });
  for (const token of ['x', 'x.y.z', `${encode({alg: 'none'})}.${encode({})}.`]) {
    expect(await ask(token)).toMatchObject({status: 401, detail: expect.stringContaining('not signed in')});
  }
});

describe('PT33 the log', () => {
  it('says what was asked, and nothing of who asked or with what', async () => {
    const {app, lines} = api({
      checkSession: async () => user,
      signIn: () => Promise.reject(new Error('full')),
    });
    const token = await tokenOfMara();
    await app.request('/api/me?secret=in-the-address', {headers: {authorization: `Bearer ${token}`}});
    await app.request('/api/session', {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({email, password}),
    });
    const requests = lines.map((line) => JSON.parse(line)).filter(({event}) => event === 'request');
    expect(requests).toMatchObject([
      {level: 'info', method: 'GET', route: '/api/me', status: 200, requestId: expect.any(String)},
      {level: 'info', method: 'POST', route: '/api/session', status: 500},
    ]);
    for (const told of [token, email, password, user.name, 'in-the-address']) {
      expect(lines.join('\n')).not.toContain(told);
    }
  });
});
