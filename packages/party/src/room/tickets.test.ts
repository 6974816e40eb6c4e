import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {mara, TestRoom} from '../testing/test-room.js';
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
});
