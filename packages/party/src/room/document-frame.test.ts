import {contentOf} from '@codecraft/core/files';
import {closeCodes, newFileId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {jonas, mara, type TestPerson, TestRoom} from '../testing/test-room.js';

describe('document frames', () => {
  async function opened(test: TestRoom, person: TestPerson) {
    const [fileId] = Object.keys(test.room.state.files);
    const state = await person.sendFrame({
      kind: 'open',
      fileId: fileId ?? '',
      stateVector: new Uint8Array([0]),
    });
    const replica = new Y.Doc();
    if (state?.kind === 'state') Y.applyUpdate(replica, state.update);
    return {fileId: fileId ?? '', replica};
  }

  function typed(replica: Y.Doc, text: string): Uint8Array {
    const before = Y.encodeStateVector(replica);
    contentOf(replica).insert(0, text);
    return Y.encodeStateAsUpdate(replica, before);
  }

  it('an edit is acknowledged to its author and told to the others', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'world'}});
    await test.invite(jonas, 'viewer');
    const [author, viewer] = [await test.enter(mara), await test.enter(jonas)];
    const {fileId, replica} = await opened(test, author);
    const watching = await opened(test, viewer);
    const update = typed(replica, 'hello ');
    const answer = await author.sendFrame({kind: 'update', fileId, number: 1, update});
    expect(answer).toEqual({kind: 'acknowledged', fileId, number: 1});
    const told = viewer.frames.find((frame) => frame.kind === 'update');
    expect(told).toEqual({kind: 'update', fileId, number: 0, update});
    Y.applyUpdate(watching.replica, update);
    expect(contentOf(watching.replica).toString()).toBe('hello world');
    expect(author.frames.filter((frame) => frame.kind === 'update')).toEqual([]);
  });

  it('a viewer’s edit is refused, a viewer’s nothing is not', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    await test.invite(jonas, 'viewer');
    const viewer = await test.enter(jonas);
    const {fileId, replica} = await opened(test, viewer);
    const nothing = {kind: 'update', fileId, number: 1, update: new Uint8Array([0, 0])} as const;
    expect(await viewer.sendFrame(nothing)).toMatchObject({kind: 'acknowledged', number: 1});
    const update = typed(replica, 'x');
    expect(await viewer.sendFrame({kind: 'update', fileId, number: 2, update})).toMatchObject({
      kind: 'refused',
      number: 2,
      code: 'forbidden',
    });
    expect(await test.room.documents.textOf(fileId)).toBe('text');
  });

  it('a forged edit is refused and the room goes on', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const {fileId, replica} = await opened(test, person);
    const bomb = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]);
    expect(await person.sendFrame({kind: 'update', fileId, number: 1, update: bomb})).toMatchObject({
      kind: 'refused',
      number: 1,
    });
    const update = typed(replica, 'more ');
    expect(await person.sendFrame({kind: 'update', fileId, number: 2, update})).toMatchObject({
      kind: 'acknowledged',
    });
  });

  it('refused edits use up a socket’s rate faster than accepted ones', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const {fileId} = await opened(test, person);
    const bomb = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]);
    for (let number = 1; number <= 40; number++) {
      await person.sendFrame({kind: 'update', fileId, number, update: bomb});
    }
    expect(person.connection.closed?.code).toBe(closeCodes.rateLimited);
  });

  it('a file that is gone is refused', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const frame = {kind: 'open', fileId: newFileId(), stateVector: new Uint8Array([0])} as const;
    expect(await person.sendFrame(frame)).toMatchObject({kind: 'refused', code: 'not-found'});
  });

  it('a state vector that is none is refused', async () => {
    const test = await TestRoom.withProject({files: {'a.txt': 'text'}});
    const person = await test.enter(mara);
    const [fileId = ''] = Object.keys(test.room.state.files);
    const frame = {kind: 'open', fileId, stateVector: new Uint8Array([0xff, 0xff, 0xff])} as const;
    expect(await person.sendFrame(frame)).toMatchObject({kind: 'refused'});
    expect(person.connection.closed).toBeUndefined();
  });
});
