import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {Session} from '@codecraft/core/auth';
import {describe, expect, it} from 'vitest';
import {readEnvironment} from '../../environment.js';
import {createLog} from '../../host/log.js';
import {createApp} from '../app.js';
import {apiRoutes} from './api-routes.js';
import {openApiDocument} from './openapi.js';

const app = createApp({
  environment: readEnvironment({CODECRAFT_SECRET: 's'.repeat(40)}),
  rooms: {
    account: () => {
      throw new Error('No account is asked.');
    },
    project: () => {
      throw new Error('No project is asked.');
    },
  },
  log: createLog({}, () => undefined),
});

/** `GET /api/projects/{id}` as `GET /api/projects/*`, so that the names of parts do not matter. */
const anonymous = (call: string) => call.replace(/\{\w+\}|:\w+/g, '*');
const documented = new Set(apiRoutes.map(({method, path: address}) => anonymous(`${method} ${address}`)));

describe('PT20 the documentation', () => {
  it('names every route that the server has, and no other', () => {
    const served = app.routes
      .filter(({method}) => method !== 'ALL')
      .map(({method, path: address}) => anonymous(`${method} ${address.replace(/(?<=.)\/$/, '')}`));
    const byPackages = [...documented].filter((call) => call.includes('/api/packages/'));
    expect([...new Set([...served, ...byPackages])].sort()).toEqual([...documented].sort());
  });

  it('is OpenAPI that refers to nothing it does not have', async () => {
    const answer = await app.request('/api/openapi.json');
    expect(answer.status).toBe(200);
    const document = await answer.json();
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect(document).toMatchObject({openapi: '3.1.0', paths: {'/api/projects/{id}': {patch: {}}}});
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/schemas/Problem"']));
  });

  it('is a page that asks no other host and runs nothing', async () => {
    const answer = await app.request('/api/docs');
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    const html = await answer.text();
    expect(html).not.toMatch(/<script|<img|<iframe|\son\w+=|@import|url\(/i);
    expect([...html.matchAll(/<link[^>]+href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      '/api/docs.css',
    ]);
    for (const {path: address} of apiRoutes) expect(html).toContain(address);
    expect((await app.request('/api/docs.css')).headers.get('content-type')).toMatch(/^text\/css/);
  });
});

describe('PT21 the client in core', () => {
  const calls: string[] = [];
  const session = new Session({
    server: 'http://party.test',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      const user = {id: 'u'.repeat(20), email: 'mara@school.example', name: 'Mara'};
      const body = {user, accessToken: 'token', expiresAt: Date.now() + 900_000, projects: [], invites: []};
      return Response.json({
        ...body,
        id: 'p'.repeat(20),
        ticket: 'one',
        token: 'two',
        role: 'viewer',
        usesLeft: 1,
        from: 'Mara',
        events: [],
        links: [],
        before: null,
        ...{members: 1, files: 0, bytes: 0, messages: 0, turns: 0, updatedAt: 0},
      });
    },
  });
  const id = 'p'.repeat(20);

  /** Every method that asks something. One that is new has to be added, or the next test fails. */
  const methods: Record<string, () => Promise<unknown>> = {
    restore: () => session.restore(),
    register: () => session.register({email: 'a@b.example', name: 'A', password: 'a long password'}),
    signIn: () => session.signIn({email: 'a@b.example', password: 'a long password'}),
    listProjects: () => session.listProjects(),
    createProject: () => session.createProject({name: 'Todos'}),
    renameProject: () => session.renameProject(id, 'Tasks'),
    deleteProject: () => session.deleteProject(id),
    leaveProject: () => session.leaveProject(id),
    handOver: () => session.handOver(id, 'j'.repeat(20)),
    createLink: () => session.createLink(id, {role: 'viewer', expiresInSeconds: 60, uses: 1}),
    listLinks: () => session.listLinks(id),
    revokeLink: () => session.revokeLink(id, 'l'.repeat(20)),
    listInvites: () => session.listInvites(id),
    revokeInvite: () => session.revokeInvite(id, 'i'.repeat(20)),
    joinByLink: () => session.joinByLink(id, 'token'),
    invite: () => session.invite(id, {email: 'a@b.example', role: 'viewer'}),
    acceptInvite: () => session.acceptInvite(id),
    declineInvite: () => session.declineInvite(id),
    roomAddress: () => session.roomAddress(id),
    guestAddress: () => session.guestAddress(id),
    mayLook: () => session.mayLook(id),
    readEvents: () => session.readEvents(id, 7),
    readStats: () => session.readStats(id),
    changePassword: () => session.changePassword({password: 'a long password', newPassword: 'another one'}),
    deleteAccount: () => session.deleteAccount('another one'),
    signOut: () => session.signOut(),
  };

  it('asks documented routes only', async () => {
    for (const ask of Object.values(methods)) await ask();
    const known = [...documented].map((call) => new RegExp(`^${call.replaceAll('*', '[^/]+')}$`));
    expect(calls.filter((call) => !known.some((pattern) => pattern.test(call)))).toEqual([]);
    expect(calls.length).toBeGreaterThanOrEqual(Object.keys(methods).length);
  });

  it('has no method that this does not try, and asks nowhere else', () => {
    const inner = [
      'constructor',
      'state',
      'subscribe',
      'authorization',
      'renew',
      'exchange',
      'exchangeHosted',
      'takeGuestTicket',
    ];
    const others = ['requireOwn', 'accept', 'forget', 'change', 'socketAddress'];
    const tried = Object.getOwnPropertyNames(Session.prototype).filter(
      (name) => ![...inner, ...others].includes(name),
    );
    expect(tried.sort()).toEqual(Object.keys(methods).sort());
    const core = path.resolve(import.meta.dirname, '../../../../core/src');
    const asking = readdirSync(core, {recursive: true, encoding: 'utf8'})
      .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
      .filter((file) => /[`'"]\/?api\/(?!packages)/.test(readFileSync(path.join(core, file), 'utf8')));
    expect(asking).toEqual([path.join('auth', 'session.ts')]);
  });
});
