import {CodecraftError} from '@codecraft/core/errors';
import {limits, newId, type TicketBody} from '@codecraft/core/protocol';
import {hashOfSecret} from '../account/keys.js';
import type {SocketOwner} from '../host/connection.js';
import type {Storage} from '../host/storage.js';

/** Who a ticket lets in, and from which page. */
export interface TicketHolder extends SocketOwner {
  /** The page's origin; null for a program that is no browser. */
  readonly origin: string | null;
}

interface StoredTicket extends TicketHolder {
  readonly expiresAt: number;
}

const ticketPrefix = 'ticket:';
const keyOf = (ticket: string) => ticketPrefix + hashOfSecret(ticket);

/**
 * Lets one socket in. @returns What the client puts into the socket's address.
 *
 * @throws CodecraftError `limit-reached` for a guest when too many guests have tickets they did not use.
 */
export async function issueTicket(storage: Storage, holder: TicketHolder, now: number): Promise<TicketBody> {
  const ticket = newId(40);
  const expiresAt = now + limits.ticketTtlMs;
  const stored = [...(await storage.list<StoredTicket>({prefix: ticketPrefix}))];
  const open = stored.filter(([, other]) => other.expiresAt > now);
  if (holder.isGuest) requireFewGuests(open.filter(([, other]) => other.isGuest).length);
  const own = open
    .filter(([, {userId}]) => userId === holder.userId)
    .sort(([, one], [, other]) => other.expiresAt - one.expiresAt);
  const dropped = own.slice(limits.maxTicketsPerUser - 1);
  const ended = stored.filter(([, other]) => other.expiresAt <= now);
  await storage.write({
    put: {[keyOf(ticket)]: {...holder, expiresAt} satisfies StoredTicket},
    delete: [...ended, ...dropped].map(([key]) => key),
  });
  return {ticket, expiresAt};
}

function requireFewGuests(tickets: number): void {
  if (tickets < limits.maxGuestTickets) return;
  throw new CodecraftError(
    'limit-reached',
    'Too many guests come to this project at once. Try again in half a minute.',
  );
}

/** @throws CodecraftError `not-signed-in` for a ticket that is unknown, used, too old, or another page's. */
export async function redeemTicket(
  storage: Storage,
  {ticket, origin}: {ticket: string; origin: string | null},
  now: number,
): Promise<TicketHolder> {
  const key = keyOf(ticket);
  const stored = await storage.get<StoredTicket>(key);
  if (stored) await storage.write({delete: [key]});
  if (stored && stored.expiresAt > now && stored.origin === origin) return stored;
  throw new CodecraftError('not-signed-in', 'This ticket is used up or too old. Ask for another one.');
}

/** Takes back what a session has not used. */
export async function forgetTickets(storage: Storage, sessionId: string): Promise<void> {
  const tickets = await storage.list<StoredTicket>({prefix: ticketPrefix});
  const theirs = [...tickets].filter(([, stored]) => stored.sessionId === sessionId).map(([key]) => key);
  if (theirs.length > 0) await storage.write({delete: theirs});
}
