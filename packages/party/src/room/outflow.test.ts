import {closeCodes, limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {mara, TestConnection, type TestPerson, TestRoom} from '../testing/test-room.js';
import {Outflow} from './outflow.js';

const chunk = 'x'.repeat(64 * 1024);

describe('PT13 who does not read', () => {
  const reader = () =>
    new TestConnection({userId: mara.userId, sessionId: 's', isGuest: false, endsAt: null});
  const lastPing = ({sent}: TestConnection) =>
    sent
      .map((data) => (data === chunk ? {} : JSON.parse(String(data))))
      .findLast(({type}) => type === 'ping');

  it('is asked, and cut off once too much waits', () => {
    const outflow = new Outflow((connection, code, reason) => connection.close(code, reason));
    const slow = reader();
    let sent = 0;
    while (!slow.closed && sent <= limits.maxUnreadBytes) {
      outflow.send(slow, chunk);
      sent += chunk.length;
    }
    expect(lastPing(slow)).toEqual({type: 'ping', number: 1});
    expect(slow.closed?.code).toBe(closeCodes.tooSlow);
    expect(slow.sent.length).toBe(limits.maxUnreadBytes / chunk.length + 1);
  });

  it('is not who answers, however much there is to read', () => {
    const outflow = new Outflow((connection, code, reason) => connection.close(code, reason));
    const quick = reader();
    for (let sent = 0; sent < 4 * limits.maxUnreadBytes; sent += chunk.length) {
      outflow.send(quick, chunk);
      outflow.confirm(quick, lastPing(quick)?.number ?? 0);
    }
    expect(quick.closed).toBeUndefined();
  });

  it('is also who answers questions that were not asked', () => {
    const outflow = new Outflow((connection, code, reason) => connection.close(code, reason));
    const liar = reader();
    while (!liar.closed && liar.sent.length < 1000) {
      outflow.send(liar, chunk);
      for (const number of [0, 2, 7]) outflow.confirm(liar, number);
    }
    expect(liar.closed?.code).toBe(closeCodes.tooSlow);
  });

  it('holds up nobody else in the room', async () => {
    const test = await TestRoom.withProject();
    const [slow, quick] = [await test.enter(mara), await test.enter(mara)];
    const answerPings = async (person: TestPerson) => {
      for (const {number} of person.heardOf('ping')) await person.say({type: 'pong', number});
      person.listenAnew();
    };
    for (let sent = 0; sent < limits.maxUnreadBytes; sent += limits.maxChatBytes) {
      test.room.tell({type: 'chat-append', messageId: 'm'.repeat(20), text: 'x'.repeat(limits.maxChatBytes)});
      slow.listenAnew();
      await answerPings(quick);
      test.clock.advance(100);
    }
    expect(slow.connection.closed?.code).toBe(closeCodes.tooSlow);
    expect(quick.connection.closed).toBeUndefined();
    expect(await quick.ask({type: 'chat-send', text: 'still here'})).toMatchObject({type: 'acknowledged'});
  });
});
