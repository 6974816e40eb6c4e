import type {ChatMessage} from '@codecraft/core/protocol';
import {expect, it} from 'vitest';
import {MemoryStorage} from '../testing/memory-storage.js';
import {ChatLog} from './chat-log.js';

it('answers messages of the same millisecond in the order they came', async () => {
  const storage = new MemoryStorage();
  const log = new ChatLog(storage);
  const texts = ['first', 'second', 'third'];
  for (const text of texts) {
    const message: ChatMessage = {
      id: text.padEnd(20, '0'),
      kind: 'user',
      userId: 'mara0000000000000000',
      name: 'Mara',
      text,
      at: 1000,
      expiresAt: 9000,
    };
    await storage.write(log.add(message));
  }
  expect((await log.unexpired(1000)).map(({text}) => text)).toEqual(texts);
});
