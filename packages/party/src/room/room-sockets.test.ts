import {closeCodes, limits, newFileId, newId, nowhere} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, priya, TestRoom} from '../testing/test-room.js';

const acknowledged = {type: 'acknowledged'};
const refused = (code: string) => ({type: 'refused', code});

describe('a request', () => {
  it('is stored before it is told, told before it is acknowledged', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    person.listenAnew();
    await person.ask({type: 'folder-create', path: 'src'});
    expect(person.heard.map(({type}) => type)).toEqual(['events', 'acknowledged']);
    expect((await TestRoom.start({storage: test.storage})).room.state.folders).toEqual(['src']);
  });

  it('is not told when it could not be stored', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    person.listenAnew();
    test.storage.failsNextWrite = true;
    expect(await person.ask({type: 'folder-create', path: 'src'})).toMatchObject(refused('internal'));
    expect(person.heard.map(({type}) => type)).toEqual(['refused']);
    expect(test.room.state.folders).toEqual([]);
  });

  it('that is repeated is answered and not repeated, even after a restart', async () => {
    const test = await TestRoom.withProject();
    const id = newId();
    const person = await test.enter(mara);
    await person.ask({type: 'chat-send', id, text: 'once'});
    expect(await person.ask({type: 'chat-send', id, text: 'once'})).toMatchObject(acknowledged);

    const restarted = await TestRoom.start({storage: test.storage});
    const again = await restarted.enter(mara);
    expect(await again.ask({type: 'chat-send', id, text: 'once'})).toMatchObject(acknowledged);
    expect(await restarted.room.chat.unexpired(restarted.clock.now())).toHaveLength(1);
  });

  it('with the id of another person’s message does not replace it', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const id = newId();
    await (await test.enter(mara)).ask({type: 'chat-send', id, text: 'mine'});
    const answer = await (await test.enter(jonas)).ask({type: 'chat-send', id, text: 'forged'});
    expect(answer).toMatchObject(refused('conflict'));
    expect(await test.room.chat.unexpired(test.clock.now())).toMatchObject([{text: 'mine'}]);
  });

  it.each([
    ['file-create', {type: 'file-create', fileId: newFileId(), path: 'b.txt', text: ''}],
    ['folder-create', {type: 'folder-create', path: 'src'}],
    ['project-rename', {type: 'project-rename', name: 'Mine'}],
    ['settings-change', {type: 'settings-change', settings: {messageTtlSeconds: 60}}],
    ['member-role', {type: 'member-role', userId: priya.userId, role: 'admin'}],
    ['member-remove', {type: 'member-remove', userId: mara.userId}],
  ] as const)('%s is refused to a viewer', async (_, request) => {
    const test = await TestRoom.withProject();
    await test.invite(priya, 'viewer');
    const viewer = await test.enter(priya);
    const before = test.room.state;
    expect(await viewer.ask(request)).toMatchObject(refused('forbidden'));
    expect(test.room.state).toBe(before);
  });

  it('that malformed bytes make up costs its own socket only', async () => {
    const test = await TestRoom.withProject();
    const other = await test.enter(mara);
    for (const data of ['{', '[]', '{"type":"hello"}', 'null', new Uint8Array([9, 9]), new Uint8Array()]) {
      const person = await test.enter(mara);
      await test.sockets.receive(person.connection, data);
      expect(person.connection.closed?.code).toBe(closeCodes.badFrame);
      test.disconnect(person.connection);
    }
    expect(other.connection.closed).toBeUndefined();
    expect(await other.ask({type: 'chat-send', text: 'still here'})).toMatchObject(acknowledged);
  });

  it('beyond the size of a control frame closes the socket, but a file may be larger', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const text = 'x'.repeat(limits.maxControlFrameBytes + 1);
    expect(await person.ask({type: 'file-create', fileId: newFileId(), path: 'big.txt', text})).toMatchObject(
      acknowledged,
    );
    await person.say({type: 'project-rename', id: newId(), name: text});
    expect(person.connection.closed).toBeDefined();
  });

  it('over the rate is refused, and then the socket is closed', async () => {
    const test = await TestRoom.withProject();
    const person = await test.enter(mara);
    const presence = () => person.say({type: 'presence', presence: nowhere});
    for (let frame = 0; frame < 5 * limits.maxFramesPerSecond; frame++) await presence();
    expect(await person.ask({type: 'folder-create', path: 'src'})).toMatchObject(refused('rate-limited'));
    for (let frame = 0; frame < 5 * limits.maxFramesPerSecond; frame++) await presence();
    expect(person.connection.closed?.code).toBe(closeCodes.rateLimited);
  });
});

describe('presence', () => {
  it('PT70 is told at once in a quiet room, and by the batch in a busy one', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [watcher, mover] = [await test.enter(mara), await test.enter(jonas)];
    test.clock.advance(limits.presenceBatchMs);
    watcher.listenAnew();
    const move = () => mover.say({type: 'presence', presence: {...nowhere, isTyping: true}});

    test.clock.advance(10 * limits.presenceBatchMs);
    await move();
    test.clock.advance(0);
    expect(watcher.heardOf('presence')).toHaveLength(1);

    await move();
    test.clock.advance(1);
    await move();
    test.clock.advance(1);
    expect(watcher.heardOf('presence')).toHaveLength(1);
    test.clock.advance(limits.presenceBatchMs);
    expect(watcher.heardOf('presence')).toHaveLength(2);
  });
});
