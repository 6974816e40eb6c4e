import {contentOf} from '@codecraft/core/files';
import {expect, it} from 'vitest';
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
