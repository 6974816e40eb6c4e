import {contentOf} from '@codecraft/core/files';
import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {MemoryStorage} from '../testing/memory-storage.js';
import {Documents} from './documents.js';

const fileId = 'file00000000';
const maxHistoryBytes = 256 * 1024;

async function withFile(bounds?: {maxHistoryBytes: number}) {
  const storage = new MemoryStorage();
  const documents = new Documents(storage, bounds);
  await documents.start();
  await documents.create(fileId, '', (change) => storage.write(change));
  return {documents, storage};
}

const sizeOf = (storage: MemoryStorage) =>
  [...storage.entries.values()].reduce<number>((total, value) => {
    const update = value instanceof Uint8Array ? value : (value as {update?: Uint8Array}).update;
    return total + (update?.length ?? 0);
  }, 0);

describe('PT19 what a file remembers', () => {
  it('is bounded in bytes, in its log and in its snapshot', async () => {
    const {documents, storage} = await withFile({maxHistoryBytes});
    const author = new Y.Doc();
    let refusal: unknown;
    for (let round = 0; round < 60 && !refusal; round++) {
      const before = Y.encodeStateVector(author);
      // Each character before the last one: none can be merged with another.
      author.transact(() => {
        for (let typed = 0; typed < 9_000; typed++) contentOf(author).insert(0, 'x');
      });
      const update = Y.encodeStateAsUpdate(author, before);
      await documents.receive(fileId, update, 'mara').catch((error: unknown) => {
        refusal = error;
      });
      expect(sizeOf(storage)).toBeLessThan(maxHistoryBytes + 2 * limits.maxFrameBytes);
    }
    expect(refusal).toMatchObject({code: 'limit-reached'});
    const kept = await documents.textOf(fileId);
    const again = new Documents(storage);
    await again.start();
    expect(await again.textOf(fileId)).toBe(kept);
  });

  it('is bounded in who ever wrote', async () => {
    const {documents} = await withFile();
    const author = new Y.Doc();
    const clientsPerUpdate = 64;
    const updates = Math.ceil(limits.maxWritersPerFile / clientsPerUpdate) + 1;
    let refused = 0;
    for (let number = 0; number < updates; number++) {
      const before = Y.encodeStateVector(author);
      for (let client = 0; client < clientsPerUpdate; client++) {
        author.clientID = 1_000 + number * clientsPerUpdate + client;
        contentOf(author).insert(contentOf(author).length, 'x');
      }
      const update = Y.encodeStateAsUpdate(author, before);
      await documents.receive(fileId, update, 'mara').catch((error: unknown) => {
        expect(error).toMatchObject({code: 'limit-reached'});
        refused += 1;
      });
    }
    expect(refused).toBeGreaterThan(0);
    expect((await documents.textOf(fileId)).length).toBeLessThanOrEqual(limits.maxWritersPerFile);
  });
});
