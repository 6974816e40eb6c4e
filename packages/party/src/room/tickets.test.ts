import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {jonas, mara, TestRoom} from '../testing/test-room.js';
import {roomCalls} from './calls/index.js';

const holder = {userId: mara.userId, sessionId: 's', isGuest: false, endsAt: null, origin: null};

async function issued(after = 0) {
  const test = await TestRoom.withProject();
  const {ticket, expiresAt} = await roomCalls.issueTicket(test.room, holder);
  expect(expiresAt).toBe(test.clock.now() + limits.ticketTtlMs);
  test.clock.advance(after);
  return {test, ticket, redeem: () => roomCalls.redeemTicket(test.room, {ticket, origin: null})};
}

describe('PT55 a ticket', () => {
  it('lets in until the last millisecond of its 30 seconds', async () => {
    const {redeem} = await issued(limits.ticketTtlMs - 1);
    expect(await redeem()).toMatchObject({userId: mara.userId});
  });

  it('is refused from then on, and is used up by the try', async () => {
    const {test, redeem} = await issued(limits.ticketTtlMs);
    const refusal = {code: 'not-signed-in', message: expect.stringContaining('too old')};
    await expect(redeem()).rejects.toMatchObject(refusal);
    expect((await test.storage.list({prefix: 'ticket:'})).size).toBe(0);
  });

  it('that ended is cleared away with the next', async () => {
    const {test} = await issued(limits.ticketTtlMs);
    await roomCalls.issueTicket(test.room, holder);
    expect((await test.storage.list({prefix: 'ticket:'})).size).toBe(1);
  });

  it('is one of so many of a person: the oldest opens nothing any more, and nobody else’s is touched', async () => {
    const test = await TestRoom.withProject();
    await test.invite(jonas, 'member');
    const {ticket: other} = await roomCalls.issueTicket(test.room, {...holder, userId: jonas.userId});
    const tickets: string[] = [];
    for (let number = 0; number <= limits.maxTicketsPerUser; number++) {
      tickets.push((await roomCalls.issueTicket(test.room, holder)).ticket);
      test.clock.advance(1);
    }
    const redeem = (ticket: string) => roomCalls.redeemTicket(test.room, {ticket, origin: null});
    const [oldest = '', next = ''] = tickets;
    await expect(redeem(oldest)).rejects.toMatchObject({code: 'not-signed-in'});
    for (const ticket of [next, tickets.at(-1) ?? ''])
      expect((await redeem(ticket)).userId).toBe(mara.userId);
    expect((await redeem(other)).userId).toBe(jonas.userId);
  });

  it('of a guest is one of so many, until those have ended; members come in meanwhile', async () => {
    const test = await TestRoom.withProject();
    await (await test.enter(mara)).ask({type: 'settings-change', settings: {guests: 'viewer'}});
    const ask = () => roomCalls.issueGuestTicket(test.room, {origin: null});
    for (let number = 0; number < limits.maxGuestTickets; number++) await ask();
    await expect(ask()).rejects.toMatchObject({code: 'limit-reached'});
    await roomCalls.issueTicket(test.room, holder);
    test.clock.advance(limits.ticketTtlMs);
    await ask();
  });
});
