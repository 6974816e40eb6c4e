import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {contentOf} from '@codecraft/core/files';
import {
  closeCodes,
  newFileId,
  newId,
  type ProjectSummary,
  type ProjectsBody,
  type Turn,
} from '@codecraft/core/protocol';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {type FakeGemini, startFakeGemini} from '../../ai/testing/fake-gemini.mjs';
import {PartyClient, type PartySocket} from '../../testing/party-client.js';
import {startLocalParty} from '../local.mjs';

const secret = 'a secret of this test, long enough';
let folder: string;
let party: Awaited<ReturnType<typeof startLocalParty>>;

// Three people for every test that is not about accounts: a password hash takes a third of a second.
let mara: PartyClient;
let jonas: PartyClient;
let priya: PartyClient;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'codecraft-party-'));
  party = await start();
  mara = await register('Mara');
  jonas = await register('Jonas');
  priya = await register('Priya');
});
afterAll(async () => {
  await party.stop();
  await rm(folder, {recursive: true});
});

function start(vars: Record<string, string> = {}, port = 0) {
  return startLocalParty({port, persistDir: folder, vars: {CODECRAFT_SECRET: secret, ...vars}});
}

async function restart(vars: Record<string, string> = {}) {
  await party.stop();
  party = await start(vars, Number(new URL(party.url).port));
}

const register = (name: string) => PartyClient.registered(party.url, name);

/** A replica of a file as an editor has it. */
async function openFile(socket: PartySocket, fileId: string): Promise<Y.Doc> {
  const state = await socket.askFrame({kind: 'open', fileId, stateVector: new Uint8Array([0])});
  if (state.kind !== 'state') throw new Error(`The file was not opened: ${state.kind}`);
  const replica = new Y.Doc();
  Y.applyUpdate(replica, state.update);
  return replica;
}

async function listOf(client: PartyClient): Promise<ProjectSummary[]> {
  const {body} = await client.request('GET', '/api/projects');
  return (body as ProjectsBody).projects;
}

function type(replica: Y.Doc, text: string): Uint8Array {
  const before = Y.encodeStateVector(replica);
  contentOf(replica).insert(0, text);
  return Y.encodeStateAsUpdate(replica, before);
}

describe('the local host', () => {
  it('answers with the id of this start', async () => {
    const {body} = await new PartyClient(party.url).request('GET', '/health');
    expect(body).toMatchObject({ok: true, bootId: expect.stringMatching(/^[0-9a-f-]{36}$/)});
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(party.url).port);
    await expect(
      startLocalParty({port, persistDir: folder, vars: {CODECRAFT_SECRET: secret}}),
    ).rejects.toThrow(`Port ${port} on this machine is taken.`);
  });

  it('refuses the rooms’ own addresses to everyone outside', async () => {
    const id = await mara.createProject();
    for (const address of [`/parties/project/${id}/summarize`, `/parties/account/${'0'.repeat(64)}/signIn`]) {
      expect(await mara.request('POST', address, {userId: mara.session?.user.id})).toMatchObject({
        status: 404,
        body: null,
      });
    }
    expect(await mara.request('GET', '/party/main')).toMatchObject({status: 404});
  });
});

describe('accounts', () => {
  it('register, sign in, tell who one is', async () => {
    const mara = new PartyClient(party.url);
    const registered = await mara.register('Mara');
    expect(registered).toMatchObject({status: 201, body: {user: {name: 'Mara', email: mara.email}}});
    const cookie = registered.headers.get('set-cookie');
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect((await mara.signIn()).status).toBe(200);
    expect((await mara.request('GET', '/api/me')).body).toEqual(mara.session?.user);
  });

  it('take an address in any case for the same account', async () => {
    const mara = await register('Mara');
    const shouting = new PartyClient(party.url, mara.email.toUpperCase());
    expect((await shouting.signIn()).status).toBe(200);
    expect(await shouting.register('Other')).toMatchObject({
      status: 409,
      body: {code: 'email-taken', field: 'email'},
    });
  });

  it('answer a wrong password and an unknown address alike', async () => {
    const mara = await register('Mara');
    const wrong = await mara.signIn('not the password');
    const unknown = await new PartyClient(party.url).signIn('not the password');
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
    const answer = await new PartyClient(party.url).request('POST', '/api/accounts', body);
    expect(answer).toMatchObject({status: 400, body: {code: 'invalid-input', field}});
  });

  it('renew a session, and give two tabs that renew at once the same successor', async () => {
    const mara = await register('Mara');
    const old = mara.cookie;
    expect((await mara.request('POST', '/api/session/refresh')).status).toBe(200);
    const renewed = mara.cookie;
    expect(renewed).not.toBe(old);
    mara.cookie = old;
    expect((await mara.request('POST', '/api/session/refresh')).status).toBe(200);
    expect(mara.cookie).toBe(renewed);
  });

  it('end a session whose refresh token was used long after it was replaced', async () => {
    const mara = await register('Mara');
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
    const mara = await register('Mara');
    const socket = await mara.enter(await mara.createProject());
    expect((await mara.request('DELETE', '/api/session')).status).toBe(204);
    expect(await socket.closed).toBe(closeCodes.notSignedIn);
    expect((await mara.request('GET', '/api/me')).status).toBe(401);
  });

  it.each([
    ['no token', ''],
    ['a token of nobody', 'Bearer x.y.z'],
    ['a token without a signature', `Bearer ${unsigned()}`],
    ['a very long token', `Bearer ${'x'.repeat(9000)}`],
  ])('refuse %s', async (_, Authorization) => {
    const answer = await new PartyClient(party.url).request('GET', '/api/me', undefined, {Authorization});
    expect(answer).toMatchObject({status: 401, body: {code: 'not-signed-in'}});
  });
});

function unsigned(): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {sub: 'a'.repeat(20), account: '0'.repeat(64), sid: 'x', epoch: 1, iss: 'codecraft'};
  return `${encode({alg: 'none'})}.${encode({...claims, aud: 'codecraft-api', exp: 9e9})}.`;
}

describe('HTTP', () => {
  it('serves this machine’s pages and no others', async () => {
    const client = new PartyClient(party.url);
    const allowed = await client.request('GET', '/health', undefined, {Origin: 'http://localhost:3000'});
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const refused = await client.request('GET', '/health', undefined, {Origin: 'https://evil.example'});
    expect(refused).toMatchObject({status: 403, body: {code: 'origin-refused'}});
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refuses bodies that are too large, no JSON, or not said to be', async () => {
    const client = new PartyClient(party.url);
    const long = await client.request('POST', '/api/session', {email: 'x', password: 'x'.repeat(20_000)});
    expect(long).toMatchObject({status: 413, body: {code: 'too-large'}});
    const form = await client.request('POST', '/api/session', {}, {'Content-Type': 'text/plain'});
    expect(form).toMatchObject({status: 400, body: {code: 'invalid-input'}});
  });

  it('answers every request with an id and closed headers', async () => {
    const {headers, body} = await new PartyClient(party.url).request('GET', '/nowhere');
    expect(headers.get('x-request-id')).toBe((body as {requestId: string}).requestId);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('projects', () => {
  it('are created from a template, listed and opened', async () => {
    const id = await mara.createProject({name: 'Todos', template: 'react'});
    expect(await listOf(mara)).toContainEqual(
      expect.objectContaining({
        id,
        name: 'Todos',
        role: 'admin',
        members: [expect.objectContaining({name: 'Mara', isHere: false})],
      }),
    );
    const socket = await mara.enter(id);
    const {state} = await socket.next('welcome');
    expect(Object.values(state?.files ?? {}).map(({path}) => path)).toContain('src/App.tsx');
    expect((await mara.request('GET', `/api/projects/${id}`)).body).toMatchObject({
      members: [{isHere: true}],
    });
    socket.close();
  });

  it('are listed last used first', async () => {
    const first = await mara.createProject({name: 'First'});
    const second = await mara.createProject({name: 'Second'});
    await mara.ticket(first);
    expect((await listOf(mara)).slice(0, 2).map(({id}) => id)).toEqual([first, second]);
  });

  it('that are unknown and those of others answer alike', async () => {
    const id = await mara.createProject();
    const unknown = newId();
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/ticket'],
    ] as const) {
      const others = await jonas.request(method, `/api/projects/${id}${path}`);
      const none = await jonas.request(method, `/api/projects/${unknown}${path}`);
      expect(others).toMatchObject({status: 404, body: {code: 'not-found'}});
      expect({...(none.body as object), requestId: ''}).toEqual({...(others.body as object), requestId: ''});
    }
    const invite = await jonas.request('POST', `/api/projects/${id}/invites`, {
      email: jonas.email,
      role: 'admin',
    });
    expect(invite).toMatchObject({status: 404});
  });

  it('refuse a template that is none', async () => {
    const answer = await mara.request('POST', '/api/projects', {name: 'X', template: 'cobol'});
    expect(answer).toMatchObject({status: 400, body: {field: 'template'}});
  });

  it('invite by address, before or after the person registers', async () => {
    const id = await mara.createProject();
    const lena = new PartyClient(party.url);
    const invited = await mara.request('POST', `/api/projects/${id}/invites`, {
      email: lena.email,
      role: 'viewer',
    });
    expect(invited.status).toBe(204);
    await lena.register('Lena');
    expect((await lena.request('GET', '/api/projects')).body).toEqual({
      projects: [],
      invites: [{projectId: id, projectName: 'Todos', role: 'viewer', from: 'Mara'}],
    });
    expect((await lena.request('POST', `/api/invites/${id}`)).body).toMatchObject({id, role: 'viewer'});
    expect((await lena.request('GET', '/api/projects')).body).toMatchObject({projects: [{id}], invites: []});
  });

  it('let nobody in who was not invited, or who declined', async () => {
    const id = await mara.createProject();
    expect((await jonas.request('POST', `/api/invites/${id}`)).status).toBe(404);
    await mara.request('POST', `/api/projects/${id}/invites`, {email: jonas.email, role: 'admin'});
    expect((await jonas.request('DELETE', `/api/invites/${id}`)).status).toBe(204);
    expect((await jonas.request('POST', `/api/invites/${id}`)).status).toBe(404);
  });

  it('leave the list of who was removed', async () => {
    const id = await mara.createProject();
    await mara.bring(jonas, id, 'member');
    const socket = await mara.enter(id);
    await socket.ask({type: 'member-remove', id: newId(), userId: jonas.session?.user.id ?? ''});
    expect((await listOf(jonas)).map((project) => project.id)).not.toContain(id);
    socket.close();
  });
});

describe('sockets', () => {
  it('open once with a ticket, and not without', async () => {
    const id = await mara.createProject();
    const ticket = await mara.ticket(id);
    const socket = mara.openSocket(id, ticket);
    await socket.opened;
    expect(await mara.openSocket(id, ticket).closed).toBe(1006);
    expect(await mara.openSocket(id, '').closed).toBe(1006);
    socket.close();
  });

  it('do not open with another project’s ticket', async () => {
    const [id, other] = [await mara.createProject(), await mara.createProject()];
    expect(await mara.openSocket(other, await mara.ticket(id)).closed).toBe(1006);
  });

  it('do not open on another page than the one that asked', async () => {
    const id = await mara.createProject();
    expect(await mara.openSocket(id, await mara.ticket(id), 'http://localhost:4000').closed).toBe(1006);
    expect(await mara.openSocket(id, await mara.ticket(id), 'https://evil.example').closed).toBe(1006);
  });

  it('close after a frame that cannot be read, and the others stay', async () => {
    const id = await mara.createProject();
    const [bad, good] = [await mara.enter(id), await mara.enter(id)];
    bad.sendRaw('{"type":"chat-send"}');
    expect(await bad.closed).toBe(closeCodes.badFrame);
    const answer = await good.ask({type: 'chat-send', id: newId(), text: 'still here'});
    expect(answer.type).toBe('acknowledged');
    good.close();
  });
});

describe('a room', () => {
  it('carries chat and edits between two people, and refuses a viewer’s', async () => {
    const id = await mara.createProject();
    await mara.bring(jonas, id, 'member');
    await mara.bring(priya, id, 'viewer');
    const [first, second, third] = [await mara.enter(id), await jonas.enter(id), await priya.enter(id)];

    await first.ask({type: 'chat-send', id: newId(), text: 'hello'});
    expect((await second.next('chat')).message).toMatchObject({text: 'hello', name: 'Mara'});

    const fileId = newFileId();
    await first.ask({type: 'file-create', id: newId(), fileId, path: 'a.txt', text: 'world'});
    await third.next('events', ({events}) => events.some(({event}) => event.type === 'file-created'));
    const [one, two, three] = await Promise.all(
      [first, second, third].map((socket) => openFile(socket, fileId)),
    );
    if (!one || !two || !three) throw new Error('A file was not opened.');

    const hello = type(one, 'hello ');
    expect(await first.askFrame({kind: 'update', fileId, number: 1, update: hello})).toMatchObject({
      kind: 'acknowledged',
      number: 1,
    });
    const told = await second.nextFrame('update');
    if (told.kind !== 'update') throw new Error('No update came.');
    Y.applyUpdate(two, told.update);
    expect(contentOf(two).toString()).toBe('hello world');

    const refused = {kind: 'update', fileId, number: 1, update: type(three, 'x')} as const;
    third.sendRaw(new Uint8Array()); // an empty frame is no frame
    expect(await third.closed).toBe(closeCodes.badFrame);
    const again = await priya.enter(id);
    expect(await again.askFrame(refused)).toMatchObject({kind: 'refused', code: 'forbidden'});

    two.clientID = one.clientID;
    const forged = {kind: 'update', fileId, number: 1, update: type(two, 'EVIL ')} as const;
    expect(await second.askFrame(forged)).toMatchObject({kind: 'refused', code: 'forbidden'});
    for (const socket of [first, second, again]) socket.close();
  });

  it('answers @ai from the templates', async () => {
    const socket = await mara.enter(await mara.createProject());
    await socket.ask({type: 'chat-send', id: newId(), text: '@ai make me a todo app'});
    const {turn} = await socket.next('turn', ({turn}) => turn.endedAt !== undefined);
    expect(turn).toMatchObject({status: 'done', source: 'templates', prompt: 'make me a todo app'});
    expect(turn.files.map(({path}) => path)).toContain('package.json');
    socket.close();
  });
});

describe('a restart', () => {
  it('keeps account, project, files and chat', async () => {
    const id = await mara.createProject();
    const socket = await mara.enter(id);
    const fileId = newFileId();
    await socket.ask({type: 'file-create', id: newId(), fileId, path: 'a.txt', text: 'world'});
    const replica = await openFile(socket, fileId);
    await socket.askFrame({kind: 'update', fileId, number: 1, update: type(replica, 'hello ')});
    await socket.ask({type: 'chat-send', id: newId(), text: 'remember me'});

    await restart();

    const back = new PartyClient(party.url, mara.email);
    expect((await back.signIn()).status).toBe(200);
    const returned = await back.enter(id);
    const {state, chat} = await returned.next('welcome');
    expect(state?.files[fileId]).toEqual({id: fileId, path: 'a.txt'});
    expect(chat).toMatchObject([{text: 'remember me', name: 'Mara'}]);
    expect(contentOf(await openFile(returned, fileId)).toString()).toBe('hello world');
    returned.close();
  });
});

describe('with a key', () => {
  let gemini: FakeGemini;
  beforeAll(async () => {
    gemini = await startFakeGemini();
    await restart({GEMINI_API_KEY: 'key-of-a-test', GEMINI_BASE_URL: gemini.url});
  });
  afterAll(() => gemini.stop());

  async function askAi(text: string): Promise<{turn: Turn; socket: PartySocket}> {
    const socket = await mara.enter(await mara.createProject());
    await socket.ask({type: 'chat-send', id: newId(), text});
    const {turn} = await socket.next('turn', ({turn}) => turn.endedAt !== undefined);
    return {turn, socket};
  }

  it('Gemini answers and its files land in the project', async () => {
    gemini.answerWith(
      {text: 'A counter.\n\n<codecraft-file path="src/cou'},
      {text: 'nter.ts">\nexport let count = 0;\n</codecraft-file>\n'},
      {finish: 'STOP'},
    );
    const {turn, socket} = await askAi('@ai a counter');
    expect(turn).toMatchObject({
      status: 'done',
      source: 'gemini',
      model: 'fake-gemini-1',
      files: [{path: 'src/counter.ts', status: 'done', isNew: true, addedLines: 1}],
    });
    const replica = await openFile(socket, turn.files[0]?.fileId ?? '');
    expect(contentOf(replica).toString()).toBe('export let count = 0;\n');
    socket.close();
  });

  it('a turn can be stopped while Gemini is still writing', async () => {
    gemini.answerWith({text: 'I think '}, {waitFor: new Promise(() => undefined)});
    const socket = await mara.enter(await mara.createProject());
    await socket.ask({type: 'chat-send', id: newId(), text: '@ai think'});
    await socket.next('chat-append');
    const {turn} = await socket.next('turn');
    await socket.ask({type: 'turn-stop', id: newId(), turnId: turn.id});
    const {turn: stopped} = await socket.next('turn', (heard) => heard.turn.status === 'stopped');
    expect(stopped.failure).toBe('Mara stopped this.');
    await expect.poll(() => gemini.abandoned).toBeGreaterThan(0);
    socket.close();
  });

  it('a failure of Gemini’s is told in words', async () => {
    gemini.answerWith({status: 429, message: 'quota of key-of-a-test'});
    const {turn, socket} = await askAi('@ai anything');
    expect(turn).toMatchObject({
      status: 'failed',
      failure: 'The model has too much to do for this server’s key. Ask again in a minute.',
    });
    socket.close();
  });
});
