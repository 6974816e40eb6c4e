import {describe, expect, it} from 'vitest';
import {jonas, mara, priya, TestRoom} from '../../testing/test-room.js';
import {roomCalls} from './index.js';

describe('PT17 members over HTTP', () => {
  it('are listed for members, and for nobody else', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const {members} = await roomCalls.listMembers(test.room, jonas);
    expect(members.map(({name, role}) => `${name} ${role}`)).toEqual(['Mara admin', 'Jonas viewer']);
    await expect(roomCalls.listMembers(test.room, priya)).rejects.toMatchObject({code: 'not-found'});
  });

  it('are found by their account, by admins only, while they are members', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const look = (by: string, accountId: string) => roomCalls.lookUpMember(test.room, {by, accountId});
    expect((await look(mara.userId, jonas.userId)).members).toMatchObject([{name: 'Jonas'}]);
    expect((await look(mara.userId, priya.userId)).members).toEqual([]);
    await expect(look(jonas.userId, mara.userId)).rejects.toMatchObject({code: 'forbidden'});
    await roomCalls.dismissMember(test.room, {by: mara.userId, userId: jonas.userId});
    expect((await look(mara.userId, jonas.userId)).members).toEqual([]);
  });

  it('hand over: another is admin, the former one a member', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'viewer');
    const {members} = await roomCalls.handOver(test.room, {by: mara.userId, userId: jonas.userId});
    expect(members.map(({role}) => role)).toEqual(['member', 'admin']);
    await expect(roomCalls.handOver(test.room, {by: mara.userId, userId: mara.userId})).rejects.toMatchObject(
      {code: 'forbidden'},
    );
  });

  it('hand over to nobody and to oneself changes nothing', async () => {
    const test = await TestRoom.withProject();
    const to = (userId: string) => roomCalls.handOver(test.room, {by: mara.userId, userId});
    await expect(to(jonas.userId)).rejects.toMatchObject({code: 'not-found'});
    await to(mara.userId);
    expect(test.room.state.members[mara.userId]?.role).toBe('admin');
  });
});

describe('PT18 an invitation that nobody answered', () => {
  const invite = (test: TestRoom, by: string, accountId: string) =>
    roomCalls.invite(test.room, {by, accountId, email: `${accountId}@example.org`, role: 'viewer'});

  it('shows its address to who wrote it, and to no other admin', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'admin');
    await invite(test, mara.userId, 'lena');
    expect(await roomCalls.listInvites(test.room, {by: mara.userId})).toMatchObject([
      {email: 'lena@example.org', from: 'Mara', role: 'viewer'},
    ]);
    const [seen] = await roomCalls.listInvites(test.room, {by: jonas.userId});
    expect(seen).not.toHaveProperty('email');
    await test.invite(priya, 'member');
    await expect(roomCalls.listInvites(test.room, {by: priya.userId})).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is taken back, and then lets nobody in', async () => {
    const test = await TestRoom.withProject();
    await invite(test, mara.userId, 'lena');
    const [pending] = await roomCalls.listInvites(test.room, {by: mara.userId});
    const revoke = () => roomCalls.revokeInvite(test.room, {by: mara.userId, inviteId: pending?.id ?? ''});
    expect(await revoke()).toEqual({accountId: 'lena'});
    expect(await revoke()).toEqual({accountId: null});
    await expect(
      roomCalls.join(test.room, {accountId: 'lena', userId: priya.userId, name: 'Lena'}),
    ).rejects.toMatchObject({code: 'not-found'});
  });
});

describe('PT5 a member by the word of their site', () => {
  const issuer = 'https://school.example';
  const lena = {issuer, accountId: 'lena', userId: 'lena0000000000000000', name: 'Lena'};

  async function schoolProject() {
    const test = await TestRoom.start();
    const project = {
      id: 'p'.repeat(20),
      name: 'Course',
      userId: mara.userId,
      userName: 'Mara',
      accountId: 'mara',
    };
    await roomCalls.create(test.room, {...project, issuer, files: {}});
    return test;
  }

  it('joins in the role the token says, and changes it when a later one says otherwise', async () => {
    const test = await schoolProject();
    await roomCalls.admitIssued(test.room, {...lena, role: 'viewer'});
    const before = test.room.sequence;
    await roomCalls.admitIssued(test.room, {...lena, role: 'viewer'});
    expect(test.room.sequence).toBe(before);
    await roomCalls.admitIssued(test.room, {...lena, role: 'member'});
    expect(test.room.state.members[lena.userId]).toMatchObject({name: 'Lena', role: 'member'});
  });

  it('is not let into projects of other sites, of local accounts, or of nobody', async () => {
    const rooms = [await schoolProject(), await TestRoom.withProject(), await TestRoom.start()];
    for (const {room} of rooms) {
      const admission = roomCalls.admitIssued(room, {
        ...lena,
        issuer: 'https://other.example',
        role: 'admin',
      });
      await expect(admission).rejects.toMatchObject({code: 'not-found'});
    }
    const local = await TestRoom.withProject();
    await expect(roomCalls.admitIssued(local.room, {...lena, role: 'viewer'})).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is never taken from the project as its only admin', async () => {
    const test = await schoolProject();
    const {userId} = mara;
    await roomCalls.admitIssued(test.room, {issuer, accountId: 'mara', userId, name: 'Mara', role: 'viewer'});
    expect(test.room.state.members[userId]?.role).toBe('admin');
  });
});
