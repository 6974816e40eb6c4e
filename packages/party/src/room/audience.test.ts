import {closeCodes} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestConnection, TestRoom} from '../testing/test-room.js';
import {Audience} from './audience.js';

describe('the audience', () => {
  const socket = (isGreeted: boolean) => {
    const connection = new TestConnection({userId: 'u', sessionId: 's', isGuest: false, endsAt: null});
    connection.data = {...connection.data, isGreeted};
    return connection;
  };

  it('PT72 of a room that wakes is who had been welcomed before it slept', () => {
    const [welcomed, waiting] = [socket(true), socket(false)];
    expect([...new Audience(() => [welcomed, waiting])]).toEqual([welcomed]);
  });

  it('PT72 counts a socket once, however often its host wraps it', () => {
    const welcomed = socket(true);
    const audience = new Audience(() => [welcomed]);
    const again = Object.create(welcomed, {}) as TestConnection;
    audience.add(again);
    expect([...audience]).toEqual([again]);
    audience.remove(welcomed);
    expect([...audience]).toEqual([]);
  });

  it('PT72 loses who was sent away at once, though the other side has not hung up', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const [admin, removed] = [await test.enter(mara), await test.enter(jonas)];
    await admin.ask({type: 'member-remove', userId: jonas.userId});
    expect(removed.connection.closed?.code).toBe(closeCodes.forbidden);
    removed.listenAnew();
    await admin.ask({type: 'chat-send', text: 'among us'});
    expect(removed.connection.sent).toEqual([]);
    expect(admin.heardOf('chat')).toHaveLength(1);
  });
});
