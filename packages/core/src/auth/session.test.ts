import {afterEach, describe, expect, it, vi} from 'vitest';
import {limits} from '../protocol/index.js';
import {Session} from './session.js';

const user = {id: 'u'.repeat(20), email: 'mara@school.example', name: 'Mara'};
const sessionBody = (minutes = 15) => ({
  user,
  accessToken: `token-${minutes}`,
  expiresAt: Date.now() + minutes * 60_000,
});

type Answer = {status?: number; body?: unknown} | Error;

/** A server that answers from a list, and notes what it was asked. */
function serverWith(answers: Record<string, Answer[]>) {
  const asked: {call: string; search: string; authorization: string | null; body: string}[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const {pathname, search} = new URL(request.url);
    const call = `${request.method} ${pathname}`;
    asked.push({
      call,
      search,
      authorization: request.headers.get('authorization'),
      body: await request.text(),
    });
    const answer = answers[call]?.shift();
    if (!answer) throw new Error(`nothing prepared for ${call}`);
    if (answer instanceof Error) throw answer;
    const {status = 200, body = {}} = answer;
    return new Response(status === 204 ? null : JSON.stringify(body), {status});
  };
  return {session: new Session({server: 'http://party.test/', fetch}), fetch, asked};
}

const problem = (status: number, code: string, field?: string) => ({
  status,
  body: {type: 'about:blank', title: 'x', status, code, detail: `Refused: ${code}.`, requestId: 'r1', field},
});

describe('signing in', () => {
  it('SE1 keeps the user, and the token for later requests', async () => {
    const {session, asked} = serverWith({
      'POST /api/session': [{body: sessionBody()}],
      'GET /api/projects': [{body: {projects: [], invites: []}}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    expect(session.state).toEqual({status: 'signed-in', user});
    await session.listProjects();
    expect(asked[1]?.authorization).toBe('Bearer token-15');
  });

  it('SE2 a refusal carries the server’s code, sentence and field', async () => {
    const {session} = serverWith({'POST /api/accounts': [problem(409, 'email-taken', 'email')]});
    await expect(
      session.register({email: user.email, name: 'Mara', password: 'a long password'}),
    ).rejects.toMatchObject({
      code: 'email-taken',
      field: 'email',
      message: 'Refused: email-taken.',
    });
    expect(session.state.status).toBe('unknown');
  });

  it('SE3 no answer is “unavailable”, and so is an answer that is not ours', async () => {
    const {session} = serverWith({
      'POST /api/session': [new TypeError('network'), {status: 502, body: 'bad gateway'}],
    });
    const credentials = {email: user.email, password: 'a long password'};
    await expect(session.signIn(credentials)).rejects.toMatchObject({code: 'unavailable'});
    await expect(session.signIn(credentials)).rejects.toMatchObject({code: 'unavailable'});
  });

  it('SE4 an answer of another shape is not trusted', async () => {
    const {session} = serverWith({'POST /api/session': [{body: {user: {}, accessToken: 7}}]});
    await expect(session.signIn({email: 'a@b.c', password: 'x'})).rejects.toMatchObject({
      code: 'protocol-mismatch',
    });
    expect(session.state.status).toBe('unknown');
  });
});

describe('coming back', () => {
  it('SE5 restores who is signed in from the cookie', async () => {
    const {session} = serverWith({'POST /api/session/refresh': [{body: sessionBody()}]});
    await session.restore();
    expect(session.state.status).toBe('signed-in');
  });

  it('SE6 being signed out is a state, not an error', async () => {
    const {session} = serverWith({'POST /api/session/refresh': [problem(401, 'not-signed-in')]});
    await session.restore();
    expect(session.state).toEqual({status: 'signed-out', user: null});
  });

  it('SE7 a server that does not answer is an error, and signs nobody out', async () => {
    const {session} = serverWith({'POST /api/session/refresh': [new TypeError('network')]});
    await expect(session.restore()).rejects.toMatchObject({code: 'unavailable'});
    expect(session.state.status).toBe('unknown');
  });

  it('SE8 renews a token about to end, once for requests at the same time', async () => {
    const {session, asked} = serverWith({
      'POST /api/session': [{body: sessionBody(0)}],
      'POST /api/session/refresh': [{body: sessionBody(15)}],
      'GET /api/projects': [{body: {projects: [], invites: []}}, {body: {projects: [], invites: []}}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    await Promise.all([session.listProjects(), session.listProjects()]);
    expect(asked.map(({call}) => call).filter((call) => call.includes('refresh'))).toHaveLength(1);
    expect(asked.at(-1)?.authorization).toBe('Bearer token-15');
  });

  it('SE9 tells listeners when the session ends', async () => {
    const {session} = serverWith({
      'POST /api/session': [{body: sessionBody()}],
      'DELETE /api/session': [{status: 204}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    const seen: string[] = [];
    session.subscribe(() => seen.push(session.state.status));
    await session.signOut();
    expect(seen).toEqual(['signed-out']);
  });
});

it('SE15 manages a project outside its room', async () => {
  const projectId = 'p'.repeat(20);
  const link = {id: 'link', role: 'viewer', expiresAt: 1, usesLeft: 100, from: 'Mara', token: 'secret'};
  const {session, asked} = serverWith({
    'POST /api/session': [{body: sessionBody()}],
    [`PATCH /api/projects/${projectId}`]: [{}],
    [`POST /api/projects/${projectId}/links`]: [{status: 201, body: link}],
    [`POST /api/projects/${projectId}/join`]: [{}],
    [`POST /api/projects/${projectId}/hand-over`]: [{}],
    [`DELETE /api/projects/${projectId}/members/me`]: [{status: 204}],
    [`DELETE /api/projects/${projectId}`]: [{status: 204}],
  });
  await session.signIn({email: user.email, password: 'a long password'});
  await session.renameProject(projectId, 'Todo app');
  const asks = {role: 'viewer', expiresInSeconds: 60, uses: 1} as const;
  expect(await session.createLink(projectId, asks)).toEqual(link);
  await session.joinByLink(projectId, 'secret');
  await session.handOver(projectId, user.id);
  await session.leaveProject(projectId);
  await session.deleteProject(projectId);
  expect(asked.slice(1).map(({body}) => body)).toEqual([
    '{"name":"Todo app"}',
    '{"role":"viewer","expiresInSeconds":60,"uses":1}',
    '{"token":"secret"}',
    `{"userId":"${user.id}"}`,
    '',
    '',
  ]);
  expect(asked.every(({authorization}, index) => index === 0 || authorization)).toBe(true);
});

it('SE10 the room’s address carries a ticket and never the token', async () => {
  const projectId = 'p'.repeat(20);
  const {session} = serverWith({
    'POST /api/session': [{body: sessionBody()}],
    [`POST /api/projects/${projectId}/ticket`]: [{body: {ticket: 'one time', expiresAt: 1}}],
  });
  await session.signIn({email: user.email, password: 'a long password'});
  expect(await session.roomAddress(projectId)).toBe(
    `ws://party.test/parties/project/${projectId}?ticket=one%20time`,
  );
});

describe('the account', () => {
  it('SE18 changing the password goes on with the session that answers', async () => {
    const {session, asked} = serverWith({
      'POST /api/session': [{body: sessionBody(15)}],
      'POST /api/me/password': [{body: sessionBody(14)}],
      'GET /api/projects': [{body: {projects: [], invites: []}}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    await session.changePassword({password: 'a long password', newPassword: 'another one'});
    await session.listProjects();
    expect(asked[1]?.body).toBe('{"password":"a long password","newPassword":"another one"}');
    expect(asked[2]?.authorization).toBe('Bearer token-14');
  });

  it('SE19 deleting the account needs the password and signs out, unless it is refused', async () => {
    const {session, asked} = serverWith({
      'POST /api/session': [{body: sessionBody()}],
      'DELETE /api/me': [problem(409, 'conflict'), {status: 204}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    await expect(session.deleteAccount('a long password')).rejects.toMatchObject({code: 'conflict'});
    expect(session.state.status).toBe('signed-in');
    await session.deleteAccount('a long password');
    expect(asked.at(-1)?.body).toBe('{"password":"a long password"}');
    expect(session.state).toEqual({status: 'signed-out', user: null});
  });

  it('SE20 reads who changed what, page by page, and the numbers', async () => {
    const projectId = 'p'.repeat(20);
    const change = {sequence: 7, at: 1, by: user.id, event: {type: 'project-renamed', name: 'Todos'}};
    const stats = {members: 1, files: 2, bytes: 3, messages: 4, turns: 5, updatedAt: 6};
    const {session, asked} = serverWith({
      'POST /api/session': [{body: sessionBody()}],
      [`GET /api/projects/${projectId}/events`]: [
        {body: {events: [change], before: 7}},
        {body: {events: [], before: null}},
      ],
      [`GET /api/projects/${projectId}/stats`]: [{body: stats}],
    });
    await session.signIn({email: user.email, password: 'a long password'});
    expect(await session.readEvents(projectId)).toEqual({events: [change], before: 7});
    expect(await session.readEvents(projectId, 7)).toEqual({events: [], before: null});
    expect(await session.readStats(projectId)).toEqual(stats);
    expect(asked.map(({search}) => search)).toEqual(['', '', '?before=7', '']);
  });
});

it('SE21 lists what still lets people in, and takes it back', async () => {
  const projectId = 'p'.repeat(20);
  const link = {id: 'link', role: 'viewer', expiresAt: 1, usesLeft: 100, from: 'Mara'};
  const invite = {id: 'invite', role: 'member', at: 1, from: 'Mara', email: 'jonas@school.example'};
  const {session, asked} = serverWith({
    'POST /api/session': [{body: sessionBody()}],
    [`GET /api/projects/${projectId}/links`]: [{body: {links: [link]}}],
    [`GET /api/projects/${projectId}/invites`]: [{body: {invites: [invite]}}],
    [`DELETE /api/projects/${projectId}/links/link`]: [{status: 204}],
    [`DELETE /api/projects/${projectId}/invites/invite`]: [{status: 204}],
  });
  await session.signIn({email: user.email, password: 'a long password'});
  expect(await session.listLinks(projectId)).toEqual([link]);
  expect(await session.listInvites(projectId)).toEqual([invite]);
  await session.revokeLink(projectId, 'link');
  await session.revokeInvite(projectId, 'invite');
  expect(asked.slice(1).every(({authorization}) => authorization === 'Bearer token-15')).toBe(true);
});

it('SE16 a guest’s address is asked without a token', async () => {
  const projectId = 'p'.repeat(20);
  const {session, asked} = serverWith({
    [`POST /api/projects/${projectId}/guest-ticket`]: [
      {body: {ticket: 'one time', expiresAt: 1}},
      problem(404, 'not-found'),
    ],
  });
  expect(await session.guestAddress(projectId)).toBe(
    `ws://party.test/parties/project/${projectId}?ticket=one%20time`,
  );
  await expect(session.guestAddress(projectId)).rejects.toMatchObject({code: 'not-found'});
  expect(asked.map(({authorization}) => authorization)).toEqual([null, null]);
});

describe('SE22 whether a guest may look', () => {
  const projectId = 'p'.repeat(20);
  const call = `POST /api/projects/${projectId}/guest-ticket`;
  const ticket = (name: string) => ({body: {ticket: name, expiresAt: 1}});
  const ticketOf = (address: string) => new URL(address).searchParams.get('ticket');
  afterEach(() => vi.useRealTimers());

  it('is told by the ticket that lets them in, which serves once', async () => {
    const {session, asked} = serverWith({[call]: [ticket('first'), ticket('second')]});
    expect(await session.mayLook(projectId)).toBe(true);
    expect(ticketOf(await session.guestAddress(projectId))).toBe('first');
    expect(asked).toHaveLength(1);
    expect(ticketOf(await session.guestAddress(projectId))).toBe('second');
  });

  it('lets nobody in by a ticket that is old, or another project’s', async () => {
    const other = 'q'.repeat(20);
    vi.useFakeTimers();
    const {session} = serverWith({
      [call]: [ticket('first'), ticket('second'), ticket('third')],
      [`POST /api/projects/${other}/guest-ticket`]: [ticket('other')],
    });
    await session.mayLook(projectId);
    vi.advanceTimersByTime(limits.ticketTtlMs / 2);
    expect(ticketOf(await session.guestAddress(projectId))).toBe('second');
    await session.mayLook(projectId);
    expect(ticketOf(await session.guestAddress(other))).toBe('other');
  });

  it('is false where none may, and not known where nobody answers', async () => {
    const {session} = serverWith({[call]: [problem(404, 'not-found'), new TypeError('offline')]});
    expect(await session.mayLook(projectId)).toBe(false);
    await expect(session.mayLook(projectId)).rejects.toMatchObject({code: 'unavailable'});
  });
});

describe('a site’s own sign-in', () => {
  const hosted = (minutes: number) => {
    const payload = btoa(JSON.stringify({exp: Math.floor(Date.now() / 1000) + minutes * 60, n: minutes}));
    return `head.${payload}.signature`;
  };
  const projects = {body: {projects: [], invites: []}};

  function hostedServer(tokens: string[], answers: Record<string, Answer[]>) {
    const {fetch, asked} = serverWith(answers);
    const given = [...tokens];
    const session = new Session({
      server: 'http://party.test',
      fetch,
      token: async () => given.shift() ?? Promise.reject(new Error('The site has no more tokens.')),
    });
    return {session, asked, given};
  }

  it('SE11 the site’s token signs in, and is asked for once while it lasts', async () => {
    const token = hosted(60);
    const {session, asked} = hostedServer([token], {
      'GET /api/me': [{body: user}],
      'GET /api/projects': [projects, projects],
    });
    await session.restore();
    expect(session.state).toEqual({status: 'signed-in', user});
    await session.listProjects();
    await session.listProjects();
    expect(asked.map(({authorization}) => authorization)).toEqual(Array(3).fill(`Bearer ${token}`));
  });

  it('SE12 a token about to end is replaced by another of the site’s', async () => {
    const {session, asked, given} = hostedServer([hosted(0), hosted(60)], {
      'GET /api/me': [{body: user}, {body: user}],
      'GET /api/projects': [projects],
    });
    await session.restore();
    await session.listProjects();
    expect(given).toEqual([]);
    expect(asked.at(-1)?.authorization).toBe(asked.at(-2)?.authorization);
  });

  it('SE13 a token the server refuses is signed out, and one the site does not give is an error', async () => {
    const {session} = hostedServer([hosted(60)], {'GET /api/me': [problem(401, 'not-signed-in')]});
    await session.restore();
    expect(session.state.status).toBe('signed-out');
    await expect(session.listProjects()).rejects.toThrow('The site has no more tokens.');
  });

  it('SE17 keeps why a token was refused, and takes up another when asked to', async () => {
    const {session} = hostedServer([hosted(60), hosted(30)], {
      'GET /api/me': [problem(401, 'not-signed-in'), {body: user}],
    });
    await session.restore();
    expect(session.state).toMatchObject({
      status: 'signed-out',
      refusal: {code: 'not-signed-in', message: 'Refused: not-signed-in.'},
    });
    await session.restore();
    expect(session.state).toEqual({status: 'signed-in', user});
  });

  it('SE17 a token set while the one before is being presented is presented after it', async () => {
    let token = hosted(60);
    const {fetch, asked} = serverWith({'GET /api/me': [{body: user}, {body: user}]});
    const session = new Session({server: 'http://party.test', fetch, token: () => token});
    const first = session.restore();
    token = hosted(30);
    await Promise.all([first, session.restore()]);
    expect(asked.map(({authorization}) => authorization)).toEqual([
      `Bearer ${hosted(60)}`,
      `Bearer ${hosted(30)}`,
    ]);
  });

  it('SE14 signing in and out is the site’s', async () => {
    const {session} = hostedServer([], {});
    expect(session.isHosted).toBe(true);
    await expect(session.signOut()).rejects.toMatchObject({code: 'unsupported'});
    await expect(session.signIn({email: 'a@b.c', password: 'x'})).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});
