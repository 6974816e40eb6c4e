import {CodecraftError} from '@codecraft/core/errors';
import {closeCodes, newId, type TicketBody} from '@codecraft/core/protocol';
import {requireGuestsWelcome} from '../guests.js';
import type {Room} from '../room.js';
import {forgetTickets, issueTicket as issue, redeemTicket as redeem, type TicketHolder} from '../tickets.js';

/** @throws CodecraftError `not-found` for who is no member, `origin-refused` for a page that may not show the project. */
export async function issueTicket(room: Room, holder: TicketHolder): Promise<TicketBody> {
  room.memberOf(holder.userId);
  requireEmbedding(room, holder.origin);
  return issue(room.host.storage, holder, room.host.now());
}

/** Lets someone look who need not be anybody. */
export async function issueGuestTicket(room: Room, {origin}: {origin: string | null}): Promise<TicketBody> {
  requireGuestsWelcome(room);
  requireEmbedding(room, origin);
  const holder: TicketHolder = {userId: newId(), sessionId: null, isGuest: true, endsAt: null, origin};
  return issue(room.host.storage, holder, room.host.now());
}

export async function redeemTicket(
  room: Room,
  presented: {ticket: string; origin: string | null},
): Promise<TicketHolder> {
  const holder = await redeem(room.host.storage, presented, room.host.now());
  if (holder.isGuest) requireGuestsWelcome(room);
  else room.memberOf(holder.userId);
  return holder;
}

/** Closes the sockets that a session opened, because it ended, and those it could still open. */
export async function endSession(room: Room, {sessionId}: {sessionId: string}): Promise<void> {
  await forgetTickets(room.host.storage, sessionId);
  room.closeWhere(({data}) => data.sessionId === sessionId, closeCodes.notSignedIn, 'You signed out.');
}

/** What is no browser has no origin, and no page to be embedded in. */
function requireEmbedding(room: Room, origin: string | null): void {
  const {embedOrigins} = room.state.settings;
  if (origin === null || embedOrigins.length === 0 || embedOrigins.includes(origin)) return;
  throw new CodecraftError(
    'origin-refused',
    `${room.state.name} is not shown on ${origin}. An admin can add it in the settings.`,
  );
}
