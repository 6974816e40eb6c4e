import {contentOf} from '@codecraft/core/files';
import {encodeDocumentFrame, encodeMessage, newFileId, newId, nowhere} from '@codecraft/core/protocol';
import {expect, it} from 'vitest';
import * as Y from 'yjs';
import {mara, TestRoom} from '../testing/test-room.js';

/** Raise with FUZZ_FRAMES for a long run. */
const frames = Number(process.env['FUZZ_FRAMES'] ?? 5_000);

it('no frame, however broken, stops a room or gets past its checks', async () => {
  const test = await TestRoom.withProject({files: {'a.txt': 'text', 'src/b.txt': 'more'}});
  const witness = await test.enter(mara);
  const random = randomOf(1);
  const originals = await validFrames(test);
  let person = await test.enter(mara);
  for (let number = 0; number < frames; number++) {
    const original = originals[random(originals.length)] ?? '';
    const frame = typeof original === 'string' ? mutateText(original, random) : mutateBytes(original, random);
    await test.sockets.receive(person.connection, frame);
    person.connection.sent.length = 0;
    witness.connection.sent.length = 0;
    if (!person.connection.closed && number % 200 !== 0) continue;
    test.disconnect(person.connection);
    person = await test.enter(mara);
  }
  test.clock.advance(60_000);
  // Every failure was a refusal in words: nothing threw that the room did not expect.
  const causes = test.log
    .filter((line) => line.includes('"level":"error"'))
    .map((line) => line.slice(0, 200));
  expect([...new Set(causes)].slice(0, 5)).toEqual([]);
  expect(Object.values(test.room.state.members)).toMatchObject([{userId: mara.userId, role: 'admin'}]);
  expect(await witness.ask({type: 'chat-send', text: 'still here'})).toMatchObject({type: 'acknowledged'});
  for (const fileId of Object.keys(test.room.state.files)) {
    expect(typeof (await test.room.documents.textOf(fileId))).toBe('string');
  }
}, 600_000);

async function validFrames(test: TestRoom): Promise<(string | Uint8Array)[]> {
  const [fileId = ''] = Object.keys(test.room.state.files);
  const author = new Y.Doc();
  Y.applyUpdate(author, (await test.room.documents.diff(fileId, new Uint8Array([0]))).update);
  contentOf(author).insert(2, 'typed');
  contentOf(author).delete(0, 3);
  const update = Y.encodeStateAsUpdate(author);
  const stateVector = Y.encodeStateVector(author);
  return [
    encodeDocumentFrame({kind: 'open', fileId, stateVector}),
    encodeDocumentFrame({kind: 'update', fileId, number: 1, update}),
    encodeDocumentFrame({kind: 'update', fileId, number: 1, update}),
    encodeDocumentFrame({kind: 'state', fileId, stateVector, update}),
    encodeMessage({type: 'hello', protocol: 1}),
    encodeMessage({type: 'presence', presence: {...nowhere, fileId}}),
    encodeMessage({type: 'chat-send', id: newId(), text: 'hello'}),
    encodeMessage({type: 'turn-stop', id: newId(), turnId: newId()}),
    encodeMessage({type: 'file-create', id: newId(), fileId: newFileId(), path: 'c/d.txt', text: 'x'}),
    encodeMessage({type: 'file-rename', id: newId(), fileId, path: 'src/c.txt'}),
    encodeMessage({type: 'folder-create', id: newId(), path: 'docs'}),
    encodeMessage({type: 'folder-rename', id: newId(), from: 'docs', to: 'src/docs'}),
    encodeMessage({type: 'folder-delete', id: newId(), path: 'docs'}),
    encodeMessage({type: 'project-rename', id: newId(), name: 'Other'}),
    encodeMessage({type: 'settings-change', id: newId(), settings: {messageTtlSeconds: 60}}),
    encodeMessage({type: 'member-role', id: newId(), userId: mara.userId, role: 'viewer'}),
    encodeMessage({type: 'member-remove', id: newId(), userId: mara.userId}),
  ];
}

type Random = (limit: number) => number;

function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const changes = random(5);
  for (let change = 0; change < changes; change++) copy[random(copy.length)] = random(256);
  return random(10) === 0 ? copy.slice(0, random(copy.length)) : copy;
}

const pieces = [
  '"',
  '{',
  '}',
  'null',
  '-1',
  '1e999',
  '"__proto__"',
  '\u0000',
  '../',
  '[',
  '"admin"',
  '/',
  '😀',
];

function mutateText(text: string, random: Random): string {
  // A new id each time, or all but the first would be answered as repetitions.
  const fresh = text.replace(/"id":"[a-z0-9]{20}"/, `"id":"${newId()}"`);
  if (random(4) === 0) return fresh;
  const start = random(fresh.length);
  return fresh.slice(0, start) + (pieces[random(pieces.length)] ?? '') + fresh.slice(start + random(8));
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
