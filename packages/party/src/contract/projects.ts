import {
  CreatedLink,
  closeCodes,
  newId,
  type ProjectSummary,
  type ProjectsBody,
} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

/** Projects, members and invitations over HTTP. */
export function projectsContract(host: TestHost): void {
  describe('projects', () => {
    it('are created from a template, listed and opened', async () => {
      const id = await host.mara.createProject({name: 'Todos', template: 'react'});
      expect(await listOf(host.mara)).toContainEqual(
        expect.objectContaining({
          id,
          name: 'Todos',
          role: 'admin',
          members: [expect.objectContaining({name: 'Mara', isHere: false})],
        }),
      );
      const socket = await host.mara.enter(id);
      const {state} = await socket.next('welcome');
      expect(Object.values(state?.files ?? {}).map(({path}) => path)).toContain('src/App.tsx');
      expect((await host.mara.request('GET', `/api/projects/${id}`)).body).toMatchObject({
        members: [{isHere: true}],
      });
      socket.close();
    });

    it('are listed last used first', async () => {
      const first = await host.mara.createProject({name: 'First'});
      const second = await host.mara.createProject({name: 'Second'});
      await host.mara.ticket(first);
      expect((await listOf(host.mara)).slice(0, 2).map(({id}) => id)).toEqual([first, second]);
    });

    it('that are unknown and those of others answer alike', async () => {
      const id = await host.mara.createProject();
      const unknown = newId();
      for (const [method, path] of [
        ['GET', ''],
        ['POST', '/ticket'],
      ] as const) {
        const others = await host.jonas.request(method, `/api/projects/${id}${path}`);
        const none = await host.jonas.request(method, `/api/projects/${unknown}${path}`);
        expect(others).toMatchObject({status: 404, body: {code: 'not-found'}});
        expect({...(none.body as object), requestId: ''}).toEqual({
          ...(others.body as object),
          requestId: '',
        });
      }
      const invite = await host.jonas.request('POST', `/api/projects/${id}/invites`, {
        email: host.jonas.email,
        role: 'admin',
      });
      expect(invite).toMatchObject({status: 404});
    });

    it('refuse a template that is none', async () => {
      const answer = await host.mara.request('POST', '/api/projects', {name: 'X', template: 'cobol'});
      expect(answer).toMatchObject({status: 400, body: {field: 'template'}});
    });

    it('invite by address, before or after the person registers', async () => {
      const id = await host.mara.createProject();
      const lena = new PartyClient(host.url);
      const invited = await host.mara.request('POST', `/api/projects/${id}/invites`, {
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
      expect((await lena.request('GET', '/api/projects')).body).toMatchObject({
        projects: [{id}],
        invites: [],
      });
    });

    it('let nobody in who was not invited, or who declined', async () => {
      const id = await host.mara.createProject();
      expect((await host.jonas.request('POST', `/api/invites/${id}`)).status).toBe(404);
      await host.mara.request('POST', `/api/projects/${id}/invites`, {
        email: host.jonas.email,
        role: 'admin',
      });
      expect((await host.jonas.request('DELETE', `/api/invites/${id}`)).status).toBe(204);
      expect((await host.jonas.request('POST', `/api/invites/${id}`)).status).toBe(404);
    });

    it('are deleted by an admin only, for everyone', async () => {
      const id = await host.mara.createProject();
      await host.mara.bring(host.jonas, id, 'member');
      const socket = await host.jonas.enter(id);
      expect((await host.jonas.request('DELETE', `/api/projects/${id}`)).status).toBe(403);
      expect((await host.mara.request('DELETE', `/api/projects/${id}`)).status).toBe(204);
      expect(await socket.closed).toBe(closeCodes.notFound);
      for (const person of [host.mara, host.jonas]) {
        expect((await person.request('GET', `/api/projects/${id}`)).status).toBe(404);
        expect((await listOf(person)).map((project) => project.id)).not.toContain(id);
      }
    });

    it('are left by a member, but not by the only admin of others', async () => {
      const id = await host.mara.createProject();
      await host.mara.bring(host.jonas, id, 'member');
      expect((await host.mara.request('DELETE', `/api/projects/${id}/members/me`)).status).toBe(409);
      expect((await host.jonas.request('DELETE', `/api/projects/${id}/members/me`)).status).toBe(204);
      expect((await host.jonas.request('GET', `/api/projects/${id}`)).status).toBe(404);
    });

    it('let people in by link, as often as it says, until it is taken back', async () => {
      const id = await host.mara.createProject();
      const path = `/api/projects/${id}`;
      const create = (uses: number) =>
        host.mara.request('POST', `${path}/links`, {role: 'viewer', expiresInSeconds: 3600, uses});
      const once = CreatedLink.parse((await create(1)).body);
      expect((await host.jonas.request('POST', `${path}/join`, {token: once.token})).body).toMatchObject({
        id,
        role: 'viewer',
      });
      const used = await host.priya.request('POST', `${path}/join`, {token: once.token});
      expect(used).toMatchObject({status: 404, body: {code: 'not-found'}});

      const link = CreatedLink.parse((await create(5)).body);
      const {token: _, ...shown} = link;
      expect((await host.mara.request('GET', `${path}/links`)).body).toEqual({links: [shown]});
      expect((await host.jonas.request('GET', `${path}/links`)).status).toBe(403);
      expect((await host.mara.request('DELETE', `${path}/links/${link.id}`)).status).toBe(204);
      expect((await host.priya.request('POST', `${path}/join`, {token: link.token})).status).toBe(404);
    });

    it('tell their history: chat in pages, changes to admins, numbers to members', async () => {
      const id = await host.mara.createProject();
      await host.mara.bring(host.jonas, id, 'member');
      const socket = await host.mara.enter(id);
      await socket.ask({type: 'project-rename', id: newId(), name: 'Tasks'});
      await socket.ask({type: 'chat-send', id: newId(), text: 'hello'});
      const chat = await host.jonas.request('GET', `/api/projects/${id}/chat`);
      expect(chat.body).toMatchObject({messages: [{text: 'hello'}], before: null});
      expect((await host.jonas.request('GET', `/api/projects/${id}/chat?before=x`)).status).toBe(400);
      expect((await host.jonas.request('GET', `/api/projects/${id}/events`)).status).toBe(403);
      expect((await host.mara.request('GET', `/api/projects/${id}/events`)).body).toMatchObject({
        events: [
          {sequence: 2, by: host.mara.session?.user.id, event: {type: 'project-renamed', name: 'Tasks'}},
          {sequence: 1, event: {type: 'member-joined'}},
        ],
        before: null,
      });
      const stats = await host.jonas.request('GET', `/api/projects/${id}/stats`);
      expect(stats.body).toMatchObject({members: 2, files: 0, bytes: 0, messages: 1, turns: 0});
      expect((await host.priya.request('GET', `/api/projects/${id}/stats`)).status).toBe(404);
      socket.close();
    });

    it('leave the list of who was removed', async () => {
      const id = await host.mara.createProject();
      await host.mara.bring(host.jonas, id, 'member');
      const socket = await host.mara.enter(id);
      await socket.ask({type: 'member-remove', id: newId(), userId: host.jonas.session?.user.id ?? ''});
      expect((await listOf(host.jonas)).map((project) => project.id)).not.toContain(id);
      socket.close();
    });
  });
}

async function listOf(client: PartyClient): Promise<ProjectSummary[]> {
  const {body} = await client.request('GET', '/api/projects');
  return (body as ProjectsBody).projects;
}
