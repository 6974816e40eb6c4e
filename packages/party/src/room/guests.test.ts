import {closeCodes, limits, newFileId, newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {mara, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

const stranger = {userId: 'stranger000000000000', name: 'Stranger'};
const asGuest = {sessionId: null, isGuest: true};

async function openRoom(variables: Record<string, string> = {}) {
  const test = await TestRoom.withProject({files: {'a.txt': 'text'}, variables});
  const admin = await test.enter(mara);
  await admin.ask({type: 'settings-change', settings: {guests: 'viewer'}});
  const [fileId = ''] = Object.keys(test.room.state.files);
  return {test, admin, fileId};
}

describe('PT12 a guest', () => {
  it('gets no ticket where guests are not wanted, as for a project that does not exist', async () => {
    const test = await TestRoom.withProject();
    const none = await TestRoom.start();
    for (const {room} of [test, none]) {
      await expect(roomCalls.issueGuestTicket(room, {origin: null})).rejects.toMatchObject({
        code: 'not-found',
        message: 'There is no such project, or you are not a member of it.',
      });
    }
  });

  it('gets none where the flag is off', async () => {
    const {test} = await openRoom({FEATURE_FLAGS: '{"guests": false}'});
    await expect(roomCalls.issueGuestTicket(test.room, {origin: null})).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('looks, and is not shown to the others', async () => {
    const {test, admin, fileId} = await openRoom();
    const {ticket} = await roomCalls.issueGuestTicket(test.room, {origin: null});
    expect(await roomCalls.redeemTicket(test.room, {ticket, origin: null})).toMatchObject({isGuest: true});
    const guest = await test.enter(stranger, asGuest);
    expect(guest.heardOf('welcome')[0]?.state?.name).toBe('Todos');
    expect(await guest.sendFrame({kind: 'open', fileId, stateVector: new Uint8Array([0])})).toMatchObject({
      kind: 'state',
    });
    await guest.say({type: 'presence', presence: {fileId, anchor: null, head: null, isTyping: true}});
    test.clock.advance(limits.presenceBatchMs);
    expect(
      admin
        .heardOf('presence')
        .flatMap(({peers}) => peers)
        .map(({userId}) => userId),
    ).not.toContain(stranger.userId);
    expect((await test.enter(mara)).heardOf('welcome')[0]?.peers.map(({userId}) => userId)).toEqual([
      mara.userId,
      mara.userId,
    ]);
  });

  it('changes nothing, by text or by frame', async () => {
    const {test, fileId} = await openRoom();
    const guest = await test.enter(stranger, asGuest);
    const forbidden = {type: 'refused', code: 'forbidden'};
    expect(await guest.ask({type: 'chat-send', text: 'hello'})).toMatchObject(forbidden);
    expect(await guest.ask({type: 'file-create', fileId: newFileId(), path: 'b', text: ''})).toMatchObject(
      forbidden,
    );
    expect(await guest.ask({type: 'member-remove', userId: mara.userId})).toMatchObject(forbidden);
    expect(await guest.ask({type: 'chat-read', at: 1})).toMatchObject(forbidden);
    const editor = new Y.Doc();
    editor.getText('content').insert(0, 'x');
    const update = Y.encodeStateAsUpdate(editor);
    expect(await guest.sendFrame({kind: 'update', fileId, number: 1, update})).toMatchObject({
      kind: 'refused',
      code: 'forbidden',
    });
    const nothing = new Uint8Array([0, 0]);
    expect(await guest.sendFrame({kind: 'update', fileId, number: 2, update: nothing})).toMatchObject({
      kind: 'acknowledged',
    });
  });

  it('goes when guests are no longer wanted, and the members stay', async () => {
    const {test, admin} = await openRoom();
    const guest = await test.enter(stranger, asGuest);
    await admin.ask({type: 'settings-change', settings: {guests: 'off'}});
    expect(guest.connection.closed?.code).toBe(closeCodes.forbidden);
    expect(admin.connection.closed).toBeUndefined();
    expect((await test.enter(stranger, asGuest)).connection.closed?.code).toBe(closeCodes.notFound);
  });

  it('is one of so many', async () => {
    const {test} = await openRoom();
    for (let guest = 0; guest < limits.maxGuests; guest++) {
      await test.enter({userId: newId(), name: ''}, asGuest);
    }
    await expect(roomCalls.issueGuestTicket(test.room, {origin: null})).rejects.toMatchObject({
      code: 'limit-reached',
    });
  });
});

describe('PT5 a socket whose token ends', () => {
  it('closes then, so that its owner comes back with another', async () => {
    const test = await TestRoom.withProject();
    const endsAt = test.clock.time + 60_000;
    const person = await test.enter(mara, {endsAt});
    const witness = await test.enter(mara);
    expect(test.storage.alarm).toBe(endsAt);
    await test.room.wake();
    expect(person.connection.closed).toBeUndefined();
    test.clock.advance(60_000);
    await test.room.wake();
    expect(person.connection.closed?.code).toBe(closeCodes.tokenEnded);
    expect(witness.connection.closed).toBeUndefined();
  });

  it('takes nothing more in, even when the alarm is late', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara, {endsAt: test.clock.time + 60_000});
    test.clock.advance(60_000);
    await person.say({type: 'project-rename', id: newId(), name: 'Too late'});
    expect(person.connection.closed?.code).toBe(closeCodes.tokenEnded);
    expect(test.room.state.name).toBe('Todos');
  });
});
