import {type CloseCode, closeCodes, newId, type ServerMessage} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient, type PartySocket} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

const password = 'a long enough password';

/** A sentence, what is done, and how it ends the socket of the person it is done to. */
type Revocation = [
  string,
  (scene: {host: TestHost; person: PartyClient; admin: PartySocket; projectId: string}) => Promise<unknown>,
  CloseCode,
];

const revocations: Revocation[] = [
  [
    'a removal',
    ({person, admin}) => admin.ask({type: 'member-remove', id: newId(), userId: idOf(person)}),
    closeCodes.forbidden,
  ],
  [
    'a removal over HTTP',
    ({host, person, projectId}) =>
      host.mara.request('DELETE', `/api/projects/${projectId}/members/${idOf(person)}`),
    closeCodes.forbidden,
  ],
  ['signing out', ({person}) => person.request('DELETE', '/api/session'), closeCodes.notSignedIn],
  [
    'a change of password elsewhere',
    async ({host, person}) => {
      const elsewhere = new PartyClient(host.url, person.email);
      await elsewhere.signIn();
      await elsewhere.request('POST', '/api/me/password', {password, newPassword: 'another long one'});
    },
    closeCodes.notSignedIn,
  ],
  [
    'deleting the account',
    ({person}) => person.request('DELETE', '/api/me', {password}),
    closeCodes.forbidden,
  ],
];

/**
 * What somebody may no longer do ends with the change itself: once that is answered, the very next frame of a socket that
 * was open all along is too late. Nothing has to look for it later.
 */
export function revocationsContract(host: TestHost): void {
  describe('PT74 an open socket', () => {
    it.each(revocations)('does nothing more after %s, and closes', async (_, revoke, code) => {
      const {person, projectId, admin, socket} = await scene(host);
      await revoke({host, person, admin, projectId});
      const outcome = await outcomeOf(socket, 'late');
      expect(outcome).toBe(code);
      expect(await foldersOf(host, projectId)).toEqual(['before']);
      admin.close();
    });

    it('hears of its new role before its next frame is refused, and before that of one it is given back', async () => {
      const {person, projectId, admin, socket} = await scene(host);
      const change = (role: 'viewer' | 'member') =>
        admin.ask({type: 'member-role', id: newId(), userId: idOf(person), role});
      const heardBefore = socket.heard.length;
      await change('viewer');
      expect(await outcomeOf(socket, 'late')).toBe('refused');
      await change('member');
      expect(await outcomeOf(socket, 'after')).toBe('acknowledged');
      expect(socket.heard.slice(heardBefore).flatMap(orderOf)).toEqual([
        'role-changed',
        'refused',
        'role-changed',
        'folder-created',
        'acknowledged',
      ]);
      expect(await foldersOf(host, projectId)).toEqual(['after', 'before']);
      admin.close();
      socket.close();
    });
  });
}

/** Someone with an account of their own is a member of a new project, and has a socket that works. */
async function scene(host: TestHost) {
  const person = await host.register('Lena');
  const projectId = await host.mara.createProject();
  await host.mara.bring(person, projectId, 'member');
  const [admin, socket] = [await host.mara.enter(projectId), await person.enter(projectId)];
  expect(await outcomeOf(socket, 'before')).toBe('acknowledged');
  return {person, projectId, admin, socket};
}

/** What becomes of one frame: how it is answered, or with which code the socket closes instead. */
async function outcomeOf(socket: PartySocket, path: string): Promise<ServerMessage['type'] | number> {
  const answer = socket.ask({type: 'folder-create', id: newId(), path});
  return answer.then(({type}) => type).catch(() => socket.closed);
}

async function foldersOf(host: TestHost, projectId: string): Promise<string[]> {
  const socket = await host.mara.enter(projectId);
  const {state} = await socket.next('welcome');
  socket.close();
  return [...(state?.folders ?? [])].sort();
}

function orderOf(heard: PartySocket['heard'][number]): string[] {
  if (!('type' in heard)) return [];
  if (heard.type === 'events') return heard.events.map(({event}) => event.type);
  return heard.type === 'presence' ? [] : [heard.type];
}

function idOf(person: PartyClient): string {
  return person.session?.user.id ?? '';
}
