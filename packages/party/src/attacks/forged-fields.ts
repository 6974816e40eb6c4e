import {newFileId, newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {World} from './world.js';

const forged = {
  by: 'x'.repeat(20),
  userId: 'x'.repeat(20),
  name: 'The server',
  kind: 'system',
  at: 1,
  expiresAt: 9e15,
  role: 'admin',
  sequence: 1,
  isGuest: false,
  mentions: ['x'.repeat(20)],
};

export function forgedFieldAttacks(world: World): void {
  const id = (person: PartyClient) => person.session?.user.id ?? '';

  describe('PT60 a field the server fills', () => {
    it('is not the sender’s to fill in a message', async () => {
      await world.with(world.host.jonas, async (socket) => {
        const messageId = newId();
        const sentAt = Date.now();
        socket.sendRaw(JSON.stringify({...forged, type: 'chat-send', id: messageId, text: 'from me'}));
        const {message} = await socket.next('chat', (heard) => heard.message.id === messageId);
        expect(message).toMatchObject({
          kind: 'user',
          userId: id(world.host.jonas),
          name: 'Jonas',
          text: 'from me',
        });
        expect(Math.abs(message.at - sentAt)).toBeLessThan(60_000);
        expect(message.expiresAt - message.at).toBe(600_000);
        expect(message).not.toHaveProperty('mentions');
      });
    });

    it('is not the sender’s to fill in an event', async () => {
      await world.with(world.host.jonas, async (socket) => {
        const fileId = newFileId();
        const request = {
          ...forged,
          type: 'file-create',
          id: newId(),
          fileId,
          path: `${newId(8)}.txt`,
          text: '',
        };
        socket.sendRaw(JSON.stringify(request));
        const {events} = await socket.next('events', (heard) =>
          heard.events.some(({event}) => event.type === 'file-created'),
        );
        const created = events.find(({event}) => event.type === 'file-created');
        expect(created?.by).toBe(id(world.host.jonas));
        expect(created?.sequence).toBeGreaterThan(1);
      });
    });

    it('is not the sender’s to fill in their place', async () => {
      await world.with(world.host.mara, async (witness) => {
        await world.with(world.host.jonas, async (socket) => {
          const presence = {
            fileId: null,
            anchor: null,
            head: null,
            isTyping: true,
            connectionId: 'x',
            userId: id(world.host.mara),
          };
          socket.sendRaw(JSON.stringify({type: 'presence', presence, ...forged}));
          const typing = await witness.next('presence', ({peers}) => peers.some(({isTyping}) => isTyping));
          expect(typing.peers.find(({isTyping}) => isTyping)?.userId).toBe(id(world.host.jonas));
        });
      });
    });

    it('is not the sender’s to fill in a message by HTTP', async () => {
      const path = `/api/projects/${world.projectId}/chat`;
      const {body} = await world.host.priya.request('POST', path, {...forged, text: 'by post'});
      expect(body).toMatchObject({kind: 'user', userId: id(world.host.priya), name: 'Priya'});
    });

    it('of another person’s message cannot be taken by its id', async () => {
      const body = {id: world.messageId, text: 'replaced'};
      const answer = await world.host.jonas.request('POST', `/api/projects/${world.projectId}/chat`, body);
      expect(answer).toMatchObject({status: 409});
    });

    it('of another person’s answered message is not an answer', async () => {
      const messageId = newId();
      await world.with(world.host.mara, (socket) =>
        socket.ask({type: 'folder-create', id: messageId, path: newId(8)}),
      );
      await world.with(world.host.priya, async (socket) => {
        const answer = await socket.ask({type: 'folder-create', id: messageId, path: newId(8)});
        expect(answer).toMatchObject({type: 'refused', code: 'forbidden'});
      });
    });
  });

  describe('PT61 a body', () => {
    it('cannot choose a new project’s id, members or site', async () => {
      const body = {
        name: 'X',
        id: world.projectId,
        members: {[id(world.eve)]: {role: 'admin'}},
        issuer: 'https://evil.example',
        role: 'viewer',
      };
      const {status, body: made} = await world.eve.request('POST', '/api/projects', body);
      expect(status).toBe(201);
      expect(made).toMatchObject({role: 'admin', members: [{userId: id(world.eve)}]});
      expect((made as {id: string}).id).not.toBe(world.projectId);
    });

    it('cannot change a project’s members, id or version', async () => {
      const path = `/api/projects/${world.projectId}`;
      const before = (await world.host.mara.request('GET', `${path}/members`)).body as {members: object[]};
      await world.host.mara.request('PATCH', path, {
        name: 'Todos',
        id: newId(),
        members: {},
        version: 1,
        createdAt: 1,
      });
      expect((await world.host.mara.request('GET', `${path}/members`)).body).toMatchObject({
        members: before.members,
      });
    });

    it('cannot add settings', async () => {
      const settings = {prompters: 'members', owner: id(world.eve), __proto__: {guests: 'viewer'}};
      const path = `/api/projects/${world.projectId}`;
      const answer = await world.host.mara.request('PATCH', path, {settings});
      expect(answer.status).toBe(200);
      expect((answer.body as {settings: object}).settings).not.toHaveProperty('owner');
      expect(answer.body).toMatchObject({settings: {guests: 'off'}});
    });

    it('cannot raise the role of a link or an invitation', async () => {
      const path = `/api/projects/${world.projectId}`;
      const link = await world.host.mara.request('POST', `${path}/links`, {
        role: 'viewer',
        expiresInSeconds: 60,
        uses: 1,
      });
      const guest = await world.host.register('Guest');
      const {token} = link.body as {token: string};
      const joined = await guest.request('POST', `${path}/join`, {
        token,
        role: 'admin',
        userId: id(world.host.mara),
      });
      expect(joined.body).toMatchObject({role: 'viewer'});
      await guest.request('DELETE', `${path}/members/me`);
      const invited = await world.host.mara.request('POST', `${path}/invites`, {
        email: 'x@y.example',
        role: 'owner',
      });
      expect(invited).toMatchObject({status: 400, body: {field: 'role'}});
    });

    it('cannot choose a new account’s id or skip its password', async () => {
      const email = `${newId(8)}@example.org`;
      const body = {
        email,
        name: 'X',
        password: 'a long enough password',
        userId: id(world.host.mara),
        epoch: 9,
        passwordHash: '',
      };
      const {body: made} = await new PartyClient(world.host.url).request('POST', '/api/accounts', body);
      expect((made as {user: {id: string}}).user.id).not.toBe(id(world.host.mara));
    });

    it.each([
      '{"__proto__":{"role":"admin"},"name":"X"}',
      '{"constructor":{"prototype":{"x":1}},"name":"X"}',
    ])('%s pollutes nothing', async (text) => {
      const answer = await world.eve.requestRaw('POST', '/api/projects', text);
      expect(answer.status).toBe(201);
      expect(
        (await world.host.jonas.request('PATCH', `/api/projects/${world.projectId}`, {name: 'X'})).status,
      ).toBe(403);
    });

    it.each<[string, string, string, number]>([
      ['that is no JSON', '{"name":', 'application/json', 400],
      ['that is a list', '[]', 'application/json', 400],
      ['that is null', 'null', 'application/json', 400],
      ['that is a form', 'name=X', 'application/x-www-form-urlencoded', 400],
      ['that is JSON in disguise', '{"name":"X"}', 'text/plain', 400],
      ['that is deep', `{"name":${'['.repeat(5000)}`, 'application/json', 400],
      ['that is large', `{"name":"${'x'.repeat(20_000)}"}`, 'application/json', 413],
    ])('%s is refused in words', async (_, text, type, status) => {
      const answer = await world.eve.requestRaw('POST', '/api/projects', text, {'Content-Type': type});
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    });
  });
}
