import {closeCodes, type TicketBody} from '@codecraft/core/protocol';
import type {Room} from '../room.js';
import {issueTicket as issue, redeemTicket as redeem, type TicketHolder} from '../tickets.js';

/** @throws CodecraftError `not-found` for who is no member. */
export async function issueTicket(room: Room, holder: TicketHolder): Promise<TicketBody> {
  room.memberOf(holder.userId);
  return issue(room.host.storage, holder, room.host.now());
}

export async function redeemTicket(
  room: Room,
  presented: {ticket: string; origin: string | null},
): Promise<TicketHolder> {
  const holder = await redeem(room.host.storage, presented, room.host.now());
  room.memberOf(holder.userId);
  return holder;
}

/** Closes the sockets that a session opened, because it ended. */
export async function endSession(room: Room, {sessionId}: {sessionId: string}): Promise<void> {
  room.closeWhere(({data}) => data.sessionId === sessionId, closeCodes.notSignedIn, 'You signed out.');
}
