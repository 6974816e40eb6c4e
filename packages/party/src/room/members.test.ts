import {closeCodes, limits, nowhere} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';

const acknowledged = {type: 'acknowledged'};
const refused = (code: string) => ({type: 'refused', code});

describe('members', () => {
  it('a project never loses its last admin', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const admin = await test.enter(mara);
    const demote = {type: 'member-role', userId: mara.userId, role: 'member'} as const;
    expect(await admin.ask(demote)).toMatchObject(refused('conflict'));
    expect(await admin.ask({type: 'member-remove', userId: mara.userId})).toMatchObject(refused('conflict'));
    await admin.ask({type: 'member-role', userId: jonas.userId, role: 'admin'});
    expect(await admin.ask(demote)).toMatchObject(acknowledged);
  });

  it('two admins who demote each other at once leave one', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'admin');
    const [first, second] = [await test.enter(mara), await test.enter(jonas)];
    await Promise.all([
      first.ask({type: 'member-role', userId: jonas.userId, role: 'member'}),
      second.ask({type: 'member-role', userId: mara.userId, role: 'member'}),
    ]);
    const admins = Object.values(test.room.state.members).filter(({role}) => role === 'admin');
    expect(admins).toHaveLength(1);
  });

  it('a new role holds for a socket that is open', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const member = await test.enter(jonas);
    expect(await member.ask({type: 'folder-create', path: 'a'})).toMatchObject(acknowledged);
    await (await test.enter(mara)).ask({type: 'member-role', userId: jonas.userId, role: 'viewer'});
    expect(await member.ask({type: 'folder-create', path: 'b'})).toMatchObject(refused('forbidden'));
  });

  it('who is removed loses their sockets and cannot come back', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [admin, member] = [await test.enter(mara), await test.enter(jonas)];
    await admin.ask({type: 'member-remove', userId: jonas.userId});
    expect(member.connection.closed?.code).toBe(closeCodes.forbidden);
    expect((await test.enter(jonas)).connection.closed?.code).toBe(closeCodes.notFound);
  });

  it('may leave by themselves', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const member = await test.enter(jonas);
    await member.ask({type: 'member-remove', userId: jonas.userId});
    expect(test.room.state.members[jonas.userId]).toBeUndefined();
  });
});

describe('presence', () => {
  it('is sent in batches, and says who left', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [first, second] = [await test.enter(mara), await test.enter(jonas)];
    test.clock.advance(limits.presenceBatchMs);
    first.listenAnew();
    await second.say({type: 'presence', presence: {...nowhere, isTyping: true}});
    await second.say({type: 'presence', presence: nowhere});
    await second.say({type: 'presence', presence: {...nowhere, isTyping: true}});
    expect(first.heard).toEqual([]);
    test.clock.advance(limits.presenceBatchMs);
    expect(first.heardOf('presence')).toMatchObject([
      {peers: [{userId: jonas.userId, isTyping: true}], left: []},
    ]);

    first.listenAnew();
    test.disconnect(second.connection);
    test.clock.advance(limits.presenceBatchMs);
    expect(first.heardOf('presence')).toEqual([{type: 'presence', peers: [], left: [second.connection.id]}]);
  });
});
