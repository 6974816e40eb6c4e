import {contentOf} from '@codecraft/core/files';
import {closeCodes, newFileId, newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {openFile, type} from '../testing/replica.js';
import type {TestHost} from './test-host.js';

/** People in one room. */
export function roomsContract(host: TestHost): void {
  describe('a room', () => {
    it('carries chat and edits between two people, and refuses a viewer’s', async () => {
      const id = await host.mara.createProject();
      await host.mara.bring(host.jonas, id, 'member');
      await host.mara.bring(host.priya, id, 'viewer');
      const [first, second, third] = [
        await host.mara.enter(id),
        await host.jonas.enter(id),
        await host.priya.enter(id),
      ];

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
      const again = await host.priya.enter(id);
      expect(await again.askFrame(refused)).toMatchObject({kind: 'refused', code: 'forbidden'});

      two.clientID = one.clientID;
      const forged = {kind: 'update', fileId, number: 1, update: type(two, 'EVIL ')} as const;
      expect(await second.askFrame(forged)).toMatchObject({kind: 'refused', code: 'forbidden'});
      for (const socket of [first, second, again]) socket.close();
    });

    it('answers @ai from the templates', async () => {
      const socket = await host.mara.enter(await host.mara.createProject());
      await socket.ask({type: 'chat-send', id: newId(), text: '@ai make me a todo app'});
      const {turn} = await socket.next('turn', ({turn}) => turn.endedAt !== undefined);
      expect(turn).toMatchObject({status: 'done', source: 'templates', prompt: 'make me a todo app'});
      expect(turn.files.map(({path}) => path)).toContain('package.json');
      socket.close();
    });
  });
}
