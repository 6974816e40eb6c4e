import {contentOf} from '@codecraft/core/files';
import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {MemoryStorage} from '../testing/memory-storage.js';
import {Documents} from './documents.js';

const fileId = 'file00000000';
const noVector = new Uint8Array([0]);

async function withFile(text = '', storage = new MemoryStorage()) {
  const documents = new Documents(storage);
  await documents.start();
  await documents.create(fileId, text, (change) => storage.write(change));
  return {documents, storage};
}

/** A replica as an editor has it. */
async function openReplica(documents: Documents): Promise<Y.Doc> {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, (await documents.diff(fileId, noVector)).update);
  return replica;
}

/** What typing sends. */
function edit(replica: Y.Doc, change: (text: Y.Text) => void): Uint8Array {
  const before = Y.encodeStateVector(replica);
  replica.transact(() => change(contentOf(replica)));
  return Y.encodeStateAsUpdate(replica, before);
}

describe('Documents', () => {
  it('gives a new file its text', async () => {
    const {documents} = await withFile('hello');
    expect(contentOf(await openReplica(documents)).toString()).toBe('hello');
    expect(documents.totalBytes).toBe(1024);
  });

  it('keeps edits across a restart', async () => {
    const {documents, storage} = await withFile('hello');
    const replica = await openReplica(documents);
    await documents.receive(
      fileId,
      edit(replica, (text) => text.insert(5, ' world')),
      'mara',
    );
    const restarted = new Documents(storage);
    await restarted.start();
    expect(await restarted.textOf(fileId)).toBe('hello world');
    expect(restarted.totalBytes).toBe(1024);
  });

  it('keeps an update that is longer than a value may be', async () => {
    const {documents, storage} = await withFile();
    const long = 'é'.repeat(150_000);
    const replica = await openReplica(documents);
    await documents.receive(
      fileId,
      edit(replica, (text) => text.insert(0, long)),
      'mara',
    );
    expect([...storage.entries.keys()].filter((key) => key.includes(':u:')).length).toBeGreaterThan(1);
    expect(await new Documents(storage).textOf(fileId)).toBe(long);
  });

  it('compacts a long log into a snapshot and loses nothing', async () => {
    const {documents, storage} = await withFile();
    const replica = await openReplica(documents);
    for (let number = 0; number < 450; number++) {
      await documents.receive(
        fileId,
        edit(replica, (text) => text.insert(text.length, `${number}\n`)),
        'mara',
      );
    }
    const keys = [...storage.entries.keys()];
    expect(keys.filter((key) => key.includes(':u:')).length).toBeLessThan(200);
    expect(keys.filter((key) => key.includes(':s:')).length).toBe(1);
    expect(await new Documents(storage).textOf(fileId)).toBe(contentOf(replica).toString());
  });

  it('writes a text by the smallest change, so that a concurrent edit stays', async () => {
    const {documents} = await withFile('one\ntwo\nthree\n');
    const replica = await openReplica(documents);
    const typed = edit(replica, (text) => text.insert(0, 'zero\n'));
    await documents.write(fileId, 'one\ntwo\nTHREE\n');
    await documents.receive(fileId, typed, 'mara');
    expect(await documents.textOf(fileId)).toBe('zero\none\ntwo\nTHREE\n');
  });

  it('refuses another user’s clientID, and accepts it from its owner', async () => {
    const {documents} = await withFile();
    const victim = await openReplica(documents);
    await documents.receive(
      fileId,
      edit(victim, (text) => text.insert(0, 'mine')),
      'mara',
    );
    const forger = await openReplica(documents);
    forger.clientID = victim.clientID;
    const forged = edit(forger, (text) => text.insert(0, 'EVIL'));
    await expect(documents.receive(fileId, forged, 'mallory')).rejects.toMatchObject({code: 'forbidden'});
    await documents.receive(
      fileId,
      edit(victim, (text) => text.insert(4, ' too')),
      'mara',
    );
    expect(await documents.textOf(fileId)).toBe('mine too');
  });

  it('keeps who owns a clientID across a restart', async () => {
    const {documents, storage} = await withFile();
    const victim = await openReplica(documents);
    await documents.receive(
      fileId,
      edit(victim, (text) => text.insert(0, 'mine')),
      'mara',
    );
    const restarted = new Documents(storage);
    await restarted.start();
    const forger = await openReplica(restarted);
    forger.clientID = victim.clientID;
    const forged = edit(forger, (text) => text.insert(0, 'EVIL'));
    await expect(restarted.receive(fileId, forged, 'mallory')).rejects.toMatchObject({code: 'forbidden'});
  });

  it('refuses the clientID that the server writes with', async () => {
    const {documents} = await withFile('text');
    const [serverClient] = Y.decodeStateVector((await documents.diff(fileId, noVector)).stateVector).keys();
    const forger = await openReplica(documents);
    forger.clientID = serverClient ?? 0;
    const forged = edit(forger, (text) => text.insert(0, 'EVIL'));
    await expect(documents.receive(fileId, forged, 'mallory')).rejects.toMatchObject({code: 'forbidden'});
  });

  it('refuses an edit that builds on one it does not have, and goes on', async () => {
    const {documents} = await withFile('a');
    const replica = await openReplica(documents);
    edit(replica, (text) => text.insert(1, 'lost'));
    const later = edit(replica, (text) => text.insert(5, 'later'));
    await expect(documents.receive(fileId, later, 'mara')).rejects.toMatchObject({code: 'conflict'});
    const other = await openReplica(documents);
    await documents.receive(
      fileId,
      edit(other, (text) => text.insert(1, 'b')),
      'jonas',
    );
    expect(await documents.textOf(fileId)).toBe('ab');
  });

  it('takes the same update twice as once', async () => {
    const {documents} = await withFile();
    const replica = await openReplica(documents);
    const typed = edit(replica, (text) => text.insert(0, 'once'));
    await documents.receive(fileId, typed, 'mara');
    await documents.receive(fileId, typed, 'mara');
    expect(await documents.textOf(fileId)).toBe('once');
  });

  it('refuses a file beyond its size, and keeps what was there', async () => {
    const {documents} = await withFile('small');
    const replica = await openReplica(documents);
    const huge = edit(replica, (text) => text.insert(0, 'x'.repeat(limits.maxFileBytes)));
    await expect(documents.receive(fileId, huge, 'mara')).rejects.toMatchObject({code: 'too-large'});
    expect(await documents.textOf(fileId)).toBe('small');
  });

  it('counts a file’s size in bytes, not characters', async () => {
    const {documents} = await withFile();
    const text = 'é'.repeat(limits.maxFileBytes / 2);
    await documents.write(fileId, text);
    await expect(documents.write(fileId, `${text}!`)).rejects.toMatchObject({code: 'too-large'});
  });

  it('refuses more than a project may hold', async () => {
    const storage = new MemoryStorage();
    const documents = new Documents(storage);
    await documents.start();
    const full = limits.maxProjectBytes / limits.maxFileBytes;
    const text = 'x'.repeat(limits.maxFileBytes);
    for (let number = 0; number < full; number++) {
      await documents.create(`file${String(number).padStart(8, '0')}`, text, (change) =>
        storage.write(change),
      );
    }
    const oneMore = documents.create('another00000', 'x', (change) => storage.write(change));
    await expect(oneMore).rejects.toMatchObject({code: 'limit-reached'});
  });

  it('PT73 writes a size only when it grows by a kibibyte, and counts alike after a restart', async () => {
    const {documents, storage} = await withFile();
    const replica = await openReplica(documents);
    const type = (letters: number) =>
      documents.receive(
        fileId,
        edit(replica, (text) => text.insert(0, 'x'.repeat(letters))),
        'mara',
      );
    await type(1);
    expect(documents.totalBytes).toBe(1024);
    storage.entries.delete(`size:${fileId}`);
    await type(1023);
    expect(storage.entries.has(`size:${fileId}`)).toBe(false);
    await type(1);
    expect(documents.totalBytes).toBe(2048);
    const restarted = new Documents(storage);
    await restarted.start();
    expect(restarted.totalBytes).toBe(2048);
  });

  it('PT73 refuses the first byte beyond a file’s size, and takes the last within it', async () => {
    const {documents} = await withFile();
    const replica = await openReplica(documents);
    const type = (letters: string) =>
      documents.receive(
        fileId,
        edit(replica, (text) => text.insert(text.length, letters)),
        'mara',
      );
    await type('€'.repeat(limits.maxFileBytes / 4));
    await type('x'.repeat(limits.maxFileBytes / 4 - 1));
    await type('x');
    await expect(type('x')).rejects.toMatchObject({code: 'too-large'});
  });

  it('keeps half a surrogate pair as everyone else has it', async () => {
    const {documents, storage} = await withFile();
    await documents.write(fileId, 'half \ud83d');
    expect(await documents.textOf(fileId)).toBe('half \ufffd');
    expect(await new Documents(storage).textOf(fileId)).toBe('half \ufffd');
  });

  it('is as before when storing fails', async () => {
    const {documents, storage} = await withFile('kept');
    const replica = await openReplica(documents);
    const typed = edit(replica, (text) => text.insert(0, 'lost '));
    storage.failsNextWrite = true;
    await expect(documents.receive(fileId, typed, 'mara')).rejects.toThrow('disk');
    expect(await documents.textOf(fileId)).toBe('kept');
    await documents.receive(fileId, typed, 'mara');
    expect(await documents.textOf(fileId)).toBe('lost kept');
  });

  it('removes every key of a removed file', async () => {
    const {documents, storage} = await withFile('text');
    await documents.remove([fileId], (change) => storage.write(change));
    expect([...storage.entries.keys()]).toEqual([]);
    expect(documents.totalBytes).toBe(0);
  });
});
