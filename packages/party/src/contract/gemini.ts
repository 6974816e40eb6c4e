import {contentOf} from '@codecraft/core/files';
import {newId, type Turn} from '@codecraft/core/protocol';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type FakeGemini, startFakeGemini} from '../ai/testing/fake-gemini.mjs';
import type {PartySocket} from '../testing/party-client.js';
import {openFile} from '../testing/replica.js';
import type {TestHost} from './test-host.js';

/** Turns with Google’s own client, against a server on this machine. Leaves the host with a key. */
export function geminiContract(host: TestHost): void {
  describe('with a key', () => {
    let gemini: FakeGemini;
    beforeAll(async () => {
      gemini = await startFakeGemini();
      await host.restart({GEMINI_API_KEY: 'key-of-a-test', GEMINI_BASE_URL: gemini.url});
    });
    afterAll(() => gemini.stop());

    async function askAi(text: string): Promise<{turn: Turn; socket: PartySocket}> {
      const socket = await host.mara.enter(await host.mara.createProject());
      await socket.ask({type: 'chat-send', id: newId(), text});
      const {turn} = await socket.next('turn', ({turn}) => turn.endedAt !== undefined);
      return {turn, socket};
    }

    it('Gemini answers and its files land in the project', async () => {
      gemini.answerWith(
        {text: 'A counter.\n\n<codecraft-file path="src/cou'},
        {text: 'nter.ts">\nexport let count = 0;\n</codecraft-file>\n'},
        {finish: 'STOP'},
      );
      const {turn, socket} = await askAi('@ai a counter');
      expect(turn).toMatchObject({
        status: 'done',
        source: 'gemini',
        model: 'fake-gemini-1',
        files: [{path: 'src/counter.ts', status: 'done', isNew: true, addedLines: 1}],
      });
      const replica = await openFile(socket, turn.files[0]?.fileId ?? '');
      expect(contentOf(replica).toString()).toBe('export let count = 0;\n');
      socket.close();
    });

    it('a turn can be stopped while Gemini is still writing', async () => {
      gemini.answerWith({text: 'I think '}, {waitFor: new Promise(() => undefined)});
      const socket = await host.mara.enter(await host.mara.createProject());
      await socket.ask({type: 'chat-send', id: newId(), text: '@ai think'});
      await socket.next('chat-append');
      const {turn} = await socket.next('turn');
      await socket.ask({type: 'turn-stop', id: newId(), turnId: turn.id});
      const {turn: stopped} = await socket.next('turn', (heard) => heard.turn.status === 'stopped');
      expect(stopped.failure).toBe('Mara stopped this.');
      await expect.poll(() => gemini.abandoned).toBeGreaterThan(0);
      socket.close();
    });

    it('a failure of Gemini’s is told in words', async () => {
      gemini.answerWith({status: 429, message: 'quota of key-of-a-test'});
      const {turn, socket} = await askAi('@ai anything');
      expect(turn).toMatchObject({
        status: 'failed',
        failure: 'The model has too much to do for this server’s key. Ask again in a minute.',
      });
      socket.close();
    });
  });
}
