import type {ChatMessage} from '@codecraft/core/protocol';
import {describe, expect, it, vi} from 'vitest';
import {MemoryStorage} from '../testing/memory-storage.js';
import {ChatLog} from './chat-log.js';

function messageOf(text: string, expiresAt = 9000): ChatMessage {
  return {
    id: text.padEnd(20, '0'),
    kind: 'user',
    userId: 'mara0000000000000000',
    name: 'Mara',
    text,
    at: 1000,
    expiresAt,
  };
}

async function keep(log: ChatLog, storage: MemoryStorage, message: ChatMessage): Promise<void> {
  await storage.write(log.add(message));
  log.note(message.id);
}

it('answers messages of the same millisecond in the order they came', async () => {
  const storage = new MemoryStorage();
  const log = new ChatLog(storage);
  const texts = ['first', 'second', 'third'];
  for (const text of texts) await keep(log, storage, messageOf(text));
  expect((await log.unexpired(1000)).map(({text}) => text)).toEqual(texts);
});

it('keeps a message beside one of an earlier life that expires in the same millisecond', async () => {
  const storage = new MemoryStorage();
  await keep(new ChatLog(storage), storage, messageOf('before'));
  const woken = new ChatLog(storage);
  await keep(woken, storage, messageOf('after'));
  expect((await woken.unexpired(1000)).map(({text}) => text).sort()).toEqual(['after', 'before']);
});

describe('PT76 an id that is taken', () => {
  it.each([
    ['known from memory', 10],
    ['looked up where there are too many', 1],
  ])('is %s, also after a restart, until its message is gone', async (_, maxKnownIds) => {
    const storage = new MemoryStorage();
    const log = new ChatLog(storage, {maxKnownIds});
    const [one, two, three] = [messageOf('one', 2000), messageOf('two'), messageOf('three')] as const;
    expect(await log.has(one.id)).toBe(false);
    for (const message of [one, two]) await keep(log, storage, message);
    const woken = new ChatLog(storage, {maxKnownIds});
    for (const each of [log, woken]) {
      expect(await each.has(one.id)).toBe(true);
      expect(await each.has(two.id)).toBe(true);
      expect(await each.has(three.id)).toBe(false);
    }
    await woken.purge(3000);
    await storage.write(await woken.remove(two.id));
    woken.noteGone([two.id]);
    expect(await woken.has(one.id)).toBe(false);
    expect(await woken.has(two.id)).toBe(false);
  });

  it('costs a new message no look into storage', async () => {
    const storage = new MemoryStorage();
    const log = new ChatLog(storage);
    await log.has(messageOf('first').id);
    const get = vi.spyOn(storage, 'get');
    const list = vi.spyOn(storage, 'list');
    await keep(log, storage, messageOf('one'));
    expect(await log.has(messageOf('one').id)).toBe(true);
    expect(await log.has(messageOf('two').id)).toBe(false);
    expect(get).not.toHaveBeenCalled();
    expect(list).not.toHaveBeenCalled();
  });
});
