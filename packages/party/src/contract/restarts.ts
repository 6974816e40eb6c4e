import {contentOf} from '@codecraft/core/files';
import {newFileId, newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import {openFile, type} from '../testing/replica.js';
import type {TestHost} from './test-host.js';

/** What a restart keeps. */
export function restartsContract(host: TestHost): void {
  describe('a restart', () => {
    it('keeps account, project, files and chat', async () => {
      const id = await host.mara.createProject();
      const socket = await host.mara.enter(id);
      const fileId = newFileId();
      await socket.ask({type: 'file-create', id: newId(), fileId, path: 'a.txt', text: 'world'});
      const replica = await openFile(socket, fileId);
      await socket.askFrame({kind: 'update', fileId, number: 1, update: type(replica, 'hello ')});
      await socket.ask({type: 'chat-send', id: newId(), text: 'remember me'});

      await host.restart();

      const back = new PartyClient(host.url, host.mara.email);
      expect((await back.signIn()).status).toBe(200);
      const returned = await back.enter(id);
      const {state, chat} = await returned.next('welcome');
      expect(state?.files[fileId]).toEqual({id: fileId, path: 'a.txt'});
      expect(chat).toMatchObject([{text: 'remember me', name: 'Mara'}]);
      expect(contentOf(await openFile(returned, fileId)).toString()).toBe('hello world');
      returned.close();
    });
  });
}
