import {closeCodes, limits, newId, nowhere} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {World} from './world.js';

export function floodAttacks(world: World): void {
  describe('PT62 a flood', () => {
    it('of frames ends its socket, and others are answered meanwhile', async () => {
      await world.with(world.host.jonas, async (witness) => {
        const socket = await world.host.mara.enter(world.projectId);
        const frames = 5000;
        for (let frame = 0; frame < frames; frame++) {
          socket.send({type: 'folder-create', id: newId(), path: `flood-${frame}`});
        }
        // Asked after 5,000 frames were sent, answered although most of them are never done.
        expect(await witness.ask({type: 'chat-read', id: newId(), at: 1})).toMatchObject({
          type: 'acknowledged',
        });
        expect(await socket.closed).toBe(closeCodes.rateLimited);
        const answers = socket.heard.filter((heard) => 'type' in heard && heard.type === 'acknowledged');
        expect(answers.length).toBeLessThan(frames / 5);
        await witness.ask({type: 'folder-create', id: newId(), path: newId(8)});
        const made = witness.heard.flatMap((heard) =>
          'type' in heard && heard.type === 'events' ? heard.events : [],
        );
        expect(made.length).toBeLessThan(frames / 5);
      });
    });

    it('of presence is told to others in batches', async () => {
      const id = await world.host.mara.createProject();
      await world.host.mara.bring(world.host.jonas, id, 'member');
      await world.with(
        world.host.jonas,
        async (witness) => {
          await world.with(
            world.host.mara,
            async (socket) => {
              for (let move = 0; move < 250; move++) {
                socket.send({type: 'presence', presence: {...nowhere, head: String(move)}});
              }
              await witness.next('presence', ({peers}) => peers.some(({head}) => head === '249'));
              const told = witness.heard.filter((heard) => 'type' in heard && heard.type === 'presence');
              expect(told.length).toBeLessThan(50);
            },
            id,
          );
        },
        id,
      );
    });

    it('of messages is refused over all of one’s sockets together', async () => {
      const id = await world.host.mara.createProject();
      const sockets = [await world.host.mara.enter(id), await world.host.mara.enter(id)];
      const answers = [];
      for (let message = 0; message < limits.maxChatPerMinute + 5; message++) {
        answers.push(
          await sockets[message % 2]?.ask({type: 'chat-send', id: newId(), text: String(message)}),
        );
      }
      answers.push(await world.host.mara.request('POST', `/api/projects/${id}/chat`, {text: 'by post'}));
      expect(answers.slice(0, limits.maxChatPerMinute)).toEqual(
        Array(limits.maxChatPerMinute).fill(expect.objectContaining({type: 'acknowledged'})),
      );
      expect(answers.at(-2)).toMatchObject({type: 'refused', code: 'rate-limited'});
      expect(answers.at(-1)).toMatchObject({status: 429, body: {code: 'rate-limited'}});
      for (const socket of sockets) socket.close();
    });

    it('PT65 of sockets leaves one person five, and everyone else theirs', async () => {
      const id = await world.host.mara.createProject();
      await world.host.mara.bring(world.host.jonas, id, 'member');
      const other = await world.host.jonas.enter(id);
      const sockets = [];
      for (let socket = 0; socket < 3 * limits.maxSocketsPerUser; socket++) {
        sockets.push(await world.host.mara.enter(id));
      }
      const flooded = sockets.slice(0, -limits.maxSocketsPerUser);
      expect(await Promise.all(flooded.map(({closed}) => closed))).toEqual(
        Array(flooded.length).fill(closeCodes.tooManySockets),
      );
      const left = sockets.slice(-limits.maxSocketsPerUser);
      for (const socket of [...left, other]) {
        const answer = await socket.ask({type: 'chat-edit', id: newId(), messageId: newId(), text: 'none'});
        expect(answer.type).toBe('refused');
        socket.close();
      }
    });

    it('of forged edits ends its socket early', async () => {
      const socket = await world.host.jonas.enter(world.projectId);
      const forged = new Uint8Array([1, 1, 5, 0, 4, 1, 5, 111, 116, 104, 101, 114, 1, 120, 0]);
      for (let edit = 0; edit < 500; edit++) {
        socket.sendFrame({kind: 'update', fileId: world.fileId, number: edit, update: forged});
      }
      expect(await socket.closed).toBe(closeCodes.rateLimited);
      const refusals = socket.heard.filter((heard) => 'kind' in heard && heard.kind === 'refused');
      expect(refusals.length).toBeLessThan(100);
    });

    it('of guesses slows one account down, without locking its owner out elsewhere', async () => {
      const victim = await world.host.register('Victim');
      const guesser = new PartyClient(world.host.url, victim.email);
      const answers = [];
      for (let guess = 0; guess < 12; guess++) answers.push(await guesser.signIn(`guess number ${guess}`));
      expect(answers.slice(0, 10).map(({status}) => status)).toEqual(Array(10).fill(401));
      expect(answers.map(({status}) => status)).toContain(429);
      expect((await victim.request('GET', '/api/me')).status).toBe(200);
      expect((await victim.request('POST', '/api/session/refresh')).status).toBe(200);
      expect((await world.host.mara.signIn()).status).toBe(200);
    });

    it('from one address is refused before it costs anything, and from others it is not', async () => {
      const from = (address: string) =>
        new PartyClient(world.host.url).request('POST', '/api/session', {}, {'cf-connecting-ip': address});
      const statuses = new Set<number>();
      for (let wave = 0; wave < 10; wave++) {
        const answers = await Promise.all(Array.from({length: 60}, () => from('203.0.113.9')));
        for (const {status} of answers) statuses.add(status);
      }
      expect([...statuses].sort()).toEqual([400, 429]);
      expect((await from('198.51.100.7')).status).toBe(400);
    });
  });
}
