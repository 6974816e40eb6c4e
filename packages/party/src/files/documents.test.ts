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
    expect(documents.totalBytes).toBe(5);
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
    expect(restarted.totalBytes).toBe(11);
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

  it('refuses no honest edit of four people who come and go, catches every forgery, and converges', async () => {
    let refused = 0;
    let forged = 0;
    let caught = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomOf(seed);
      const {documents} = await withFile('start\n');
      const people = await Promise.all(
        ['anna', 'anna', 'ben', 'cleo'].map(async (user) => new Person(user, await openReplica(documents))),
      );
      const submit = async (person: Person, update: Uint8Array) => {
        try {
          await documents.receive(fileId, update, person.user);
        } catch {
          refused++;
          return;
        }
        for (const other of people) if (other !== person && other.isOnline) other.inbox.push(update);
      };
      const reconnect = async (person: Person) => {
        person.goOnline();
        const {update, stateVector} = await documents.diff(fileId, Y.encodeStateVector(person.replica));
        Y.applyUpdate(person.replica, update, 'server');
        await submit(person, Y.encodeStateAsUpdate(person.replica, stateVector));
      };
      for (let step = 0; step < 150; step++) {
        const person = people[random(4)] as Person;
        const action = random(10);
        if (action < 5) person.type(random);
        else if (action < 7) person.erase(random);
        else if (action === 7 && person.isOnline) person.goOffline();
        else if (action === 7) await reconnect(person);
        else if (action === 8) for (const update of person.takeOutbox()) await submit(person, update);
        else person.readInbox();
        if (step === 75) {
          forged++;
          const forger = await openReplica(documents);
          forger.clientID = [...Y.decodeStateVector(Y.encodeStateVector(forger)).keys()][0] ?? 0;
          const update = edit(forger, (text) => text.insert(0, 'EVIL'));
          await documents.receive(fileId, update, 'mallory').catch(() => caught++);
        }
      }
      for (const person of people) {
        if (!person.isOnline) await reconnect(person);
        else for (const update of person.takeOutbox()) await submit(person, update);
      }
      const text = await documents.textOf(fileId);
      for (const person of people) {
        const {update} = await documents.diff(fileId, Y.encodeStateVector(person.replica));
        Y.applyUpdate(person.replica, update, 'server');
        expect(contentOf(person.replica).toString()).toBe(text);
      }
      expect(text).not.toContain('EVIL');
    }
    expect({refused, caught}).toEqual({refused: 0, caught: forged});
  });
});

type Random = (limit: number) => number;

class Person {
  readonly user: string;
  readonly replica: Y.Doc;
  isOnline = true;
  readonly inbox: Uint8Array[] = [];
  private outbox: Uint8Array[] = [];

  constructor(user: string, replica: Y.Doc) {
    this.user = user;
    this.replica = replica;
    replica.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.isOnline) this.outbox.push(update);
    });
  }

  type(random: Random): void {
    const text = contentOf(this.replica);
    text.insert(random(text.length + 1), String.fromCharCode(97 + random(26)).repeat(1 + random(3)));
  }

  erase(random: Random): void {
    const text = contentOf(this.replica);
    if (text.length > 0) text.delete(random(text.length), 1);
  }

  goOffline(): void {
    this.isOnline = false;
    this.forget();
  }

  goOnline(): void {
    this.isOnline = true;
    this.forget();
  }

  takeOutbox(): Uint8Array[] {
    return this.outbox.splice(0);
  }

  readInbox(): void {
    for (const update of this.inbox.splice(0)) Y.applyUpdate(this.replica, update, 'server');
  }

  private forget(): void {
    this.outbox = [];
    this.inbox.length = 0;
  }
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed * 7919;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
