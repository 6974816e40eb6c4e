import {type ClientRequest, newFileId, newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {apiRoutes} from '../http/documentation/api-routes.js';
import {PartyClient} from '../testing/party-client.js';
import type {World} from './world.js';

/** A body that its route would take, so that only the role can be what is refused. */
function bodyOf(world: World, call: string): object | undefined {
  const bodies: Record<string, object> = {
    'PATCH /api/projects/{id}': {name: 'Mine'},
    'POST /api/projects/{id}/chat': {text: 'hello'},
    'POST /api/projects/{id}/members/lookup': {email: 'a@b.example'},
    'PATCH /api/projects/{id}/members/{userId}': {role: 'admin'},
    'POST /api/projects/{id}/hand-over': {userId: world.eve.session?.user.id},
    'POST /api/projects/{id}/invites': {email: 'eve@evil.example', role: 'admin'},
    'POST /api/projects/{id}/links': {role: 'admin', expiresInSeconds: 3600, uses: 1},
    'POST /api/projects/{id}/join': {token: 'made up'},
  };
  return bodies[call];
}

const ofProjects = apiRoutes
  .filter(({path}) => path.startsWith('/api/projects/{id}'))
  .map((route) => [`${route.method} ${route.path}`, route] as const);
const forMembers = ofProjects.filter(([, {access}]) => access === 'member' || access === 'admin');
const forAdmins = ofProjects.filter(([, {access}]) => access === 'admin');
const signedIn = apiRoutes
  .filter(({access}) => access !== 'anyone' && access !== 'operator')
  .map((route) => [`${route.method} ${route.path}`, route] as const);

const others = (world: World) => ({userId: world.host.mara.session?.user.id ?? '', id: newId()});

const edits: [string, (world: World) => ClientRequest][] = [
  ['file-create', () => ({type: 'file-create', id: newId(), fileId: newFileId(), path: 'x.txt', text: ''})],
  ['file-rename', (w) => ({type: 'file-rename', id: newId(), fileId: w.fileId, path: 'x.txt'})],
  ['file-delete', (w) => ({type: 'file-delete', id: newId(), fileId: w.fileId})],
  ['folder-create', () => ({type: 'folder-create', id: newId(), path: 'x'})],
  ['folder-rename', () => ({type: 'folder-rename', id: newId(), from: 'a', to: 'b'})],
  ['folder-delete', () => ({type: 'folder-delete', id: newId(), path: 'a'})],
];

const rulings: [string, (world: World) => ClientRequest][] = [
  ['project-rename', () => ({type: 'project-rename', id: newId(), name: 'Mine'})],
  ['settings-change', () => ({type: 'settings-change', id: newId(), settings: {guests: 'viewer'}})],
  ['member-remove', (w) => ({type: 'member-remove', ...others(w)})],
  ['member-role of another', (w) => ({type: 'member-role', ...others(w), role: 'viewer'})],
  [
    'chat-edit of another’s message',
    (w) => ({type: 'chat-edit', id: newId(), messageId: w.messageId, text: 'x'}),
  ],
  ['chat-delete of another’s message', (w) => ({type: 'chat-delete', id: newId(), messageId: w.messageId})],
];

export function roleAttacks(world: World): void {
  const refused = {type: 'refused', code: 'forbidden'};
  const address = (path: string, id: string) =>
    path
      .replace('{id}', id)
      .replace('{userId}', world.host.mara.session?.user.id ?? '')
      .replace(/\{\w+\}/, newId());

  describe('PT53 a role', () => {
    it.each([...edits, ...rulings])('viewer does not let %s', async (_, message) => {
      await world.with(world.host.priya, async (socket) => {
        expect(await socket.ask(message(world))).toMatchObject(refused);
      });
    });

    it.each(rulings)('member does not let %s', async (_, message) => {
      await world.with(world.host.jonas, async (socket) => {
        expect(await socket.ask(message(world))).toMatchObject(refused);
      });
    });

    it.each(['jonas', 'priya'] as const)('does not let %s raise their own', async (name) => {
      const person = world.host[name];
      const userId = person.session?.user.id ?? '';
      await world.with(person, async (socket) => {
        expect(await socket.ask({type: 'member-role', id: newId(), userId, role: 'admin'})).toMatchObject(
          refused,
        );
      });
    });

    it.each(forAdmins)('below admin does not let %s', async (call, {method, path}) => {
      for (const person of [world.host.jonas, world.host.priya]) {
        const answer = await person.request(method, address(path, world.projectId), bodyOf(world, call));
        expect(answer).toMatchObject({status: 403, body: {code: 'forbidden'}});
      }
    });
  });

  describe('PT54 a project of others', () => {
    it.each(forMembers)('answers %s as one that does not exist', async (call, {method, path}) => {
      const ask = (id: string) => world.eve.request(method, address(path, id), bodyOf(world, call));
      const [foreign, unknown] = [await ask(world.projectId), await ask(newId())];
      expect(foreign).toMatchObject({status: 404, body: {code: 'not-found'}});
      expect({...(foreign.body as object), requestId: ''}).toEqual({
        ...(unknown.body as object),
        requestId: '',
      });
    });

    it.each(signedIn)('and everything else answers %s to nobody', async (call, {method, path}) => {
      const stranger = new PartyClient(world.host.url);
      const answer = await stranger.request(method, address(path, world.projectId), bodyOf(world, call));
      expect(answer).toMatchObject({status: 401, body: {code: 'not-signed-in'}});
    });

    it.each<[string, (w: World) => ClientRequest]>([
      ['file-rename', (w) => ({type: 'file-rename', id: newId(), fileId: w.fileId, path: 'mine.txt'})],
      ['file-delete', (w) => ({type: 'file-delete', id: newId(), fileId: w.fileId})],
      ['chat-edit', (w) => ({type: 'chat-edit', id: newId(), messageId: w.messageId, text: 'x'})],
      ['chat-delete', (w) => ({type: 'chat-delete', id: newId(), messageId: w.messageId})],
      ['member-role', (w) => ({type: 'member-role', ...others(w), role: 'viewer'})],
      ['member-remove', (w) => ({type: 'member-remove', ...others(w)})],
    ])('is out of reach for %s from one’s own', async (_, message) => {
      const answer = await world.with(world.eve, (socket) => socket.ask(message(world)), world.evesProjectId);
      expect(answer).toMatchObject({type: 'refused', code: 'not-found'});
    });

    it('does not open its files to a frame from one’s own', async () => {
      const open = {kind: 'open', fileId: world.fileId, stateVector: new Uint8Array([0])} as const;
      const answer = await world.with(world.eve, (socket) => socket.askFrame(open), world.evesProjectId);
      expect(answer).toMatchObject({kind: 'refused', code: 'not-found'});
    });

    it('hears nothing of what is said there', async () => {
      await world.with(
        world.eve,
        async (spy) => {
          await world.with(world.host.jonas, (socket) =>
            socket.ask({type: 'chat-send', id: newId(), text: 'between us'}),
          );
          await spy.ask({type: 'folder-create', id: newId(), path: newId(8)});
          expect(JSON.stringify(spy.heard)).not.toContain('between us');
        },
        world.evesProjectId,
      );
    });
  });
}
