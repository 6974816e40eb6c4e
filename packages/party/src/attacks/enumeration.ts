import {newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {World} from './world.js';

type Answer = Awaited<ReturnType<PartyClient['request']>>;

/** An answer without what differs from request to request. */
function shown({status, headers, body}: Answer): object {
  const names = [...headers.keys()].filter((name) => name !== 'x-request-id' && name !== 'date').sort();
  return {status, names, body: body === null ? null : {...(body as object), requestId: ''}};
}

export function enumerationAttacks(world: World): void {
  describe('PT63 whether', () => {
    it('an address has an account cannot be seen from signing in', async () => {
      const known = await new PartyClient(world.host.url, world.host.priya.email).signIn('not the password');
      const unknown = await new PartyClient(world.host.url).signIn('not the password');
      expect(shown(unknown)).toEqual(shown(known));
    });

    it('an address has an account cannot be seen from inviting it', async () => {
      const invite = (email: string) =>
        world.host.mara.request('POST', `/api/projects/${world.projectId}/invites`, {email, role: 'viewer'});
      expect(shown(await invite(`${newId(8)}@example.org`))).toEqual(shown(await invite(world.eve.email)));
    });

    it('an address has an account cannot be seen from looking it up', async () => {
      const look = (email: string) =>
        world.host.mara.request('POST', `/api/projects/${world.projectId}/members/lookup`, {email});
      expect(shown(await look(`${newId(8)}@example.org`))).toEqual(shown(await look(world.eve.email)));
    });

    it('an address is a member’s cannot be seen by a stranger', async () => {
      const look = (email: string) =>
        world.eve.request('POST', `/api/projects/${world.projectId}/members/lookup`, {email});
      expect(shown(await look(world.host.jonas.email))).toEqual(shown(await look(world.eve.email)));
    });

    it('a project exists cannot be seen from accepting an invitation to it', async () => {
      const accept = (id: string) => world.eve.request('POST', `/api/invites/${id}`);
      const other = await world.host.mara.createProject();
      expect(shown(await accept(other))).toEqual(
        expect.objectContaining({
          status: 404,
          names: (shown(await accept(newId())) as {names: string[]}).names,
        }),
      );
    });

    it('a project exists cannot be seen from joining by a made-up link', async () => {
      const join = (id: string) => world.eve.request('POST', `/api/projects/${id}/join`, {token: newId(32)});
      expect(shown(await join(world.projectId))).toEqual(shown(await join(newId())));
    });

    it('a project exists cannot be seen from leaving it', async () => {
      const leave = (id: string) => world.eve.request('DELETE', `/api/projects/${id}/members/me`);
      expect(shown(await leave(world.projectId))).toEqual(shown(await leave(newId())));
    });

    it('an account is there cannot be seen from a made-up cookie', async () => {
      const refresh = (account: string) =>
        new PartyClient(world.host.url).request('POST', '/api/session/refresh', undefined, {
          Cookie: `codecraft_session=${account}.${newId()}.${newId(40)}`,
        });
      const own = /=([0-9a-f]{64})\./.exec(world.host.mara.cookie)?.[1] ?? '';
      expect((await refresh(own)).status).toBe((await refresh('0'.repeat(64))).status);
    });

    it.each(['members', 'chat', 'settings', ''])('people’s addresses are never told: %s', async (part) => {
      const path = `/api/projects/${world.projectId}${part && `/${part}`}`;
      const text = JSON.stringify((await world.host.jonas.request('GET', path)).body);
      for (const person of [world.host.mara, world.host.priya]) expect(text).not.toContain(person.email);
    });
  });

  describe('PT64 an address of the server', () => {
    it.each([
      ['POST', (id: string) => `/parties/project/${id}/deleteProject`],
      ['GET', (id: string) => `/parties/project/${id}`],
      ['POST', () => `/parties/account/${'0'.repeat(64)}/meetIssued`],
      ['POST', (id: string) => `//parties/project/${id}/deleteProject`],
      ['POST', (id: string) => `/parties/../parties/project/${id}/admitIssued`],
      ['POST', (id: string) => `/api/%2e%2e/parties/project/${id}/deleteProject`],
      ['GET', (id: string) => `/api/projects/${id}%00`],
      ['GET', (id: string) => `/api/projects/${id.toUpperCase()}`],
      ['GET', (id: string) => `/api/projects/${id}%2fmembers`],
      ['GET', () => '/api/projects/__proto__'],
      ['DELETE', (id: string) => `/api/projects/${id}/members/..`],
      ['GET', () => '/.env'],
      ['GET', () => '/api/packages/tarball/..%2f..%2fetc/passwd.tgz'],
      ['PUT', (id: string) => `/api/projects/${id}`],
    ] as const)('is no way in: %s %s', async (method, path) => {
      const body = {by: world.host.mara.session?.user.id, userId: world.eve.session?.user.id, role: 'admin'};
      const answer = await world.eve.requestRaw(
        method,
        path(world.projectId),
        method === 'GET' ? undefined : JSON.stringify(body),
      );
      expect([400, 403, 404]).toContain(answer.status);
      expect((await world.host.mara.request('GET', `/api/projects/${world.projectId}`)).status).toBe(200);
    });
  });
}
