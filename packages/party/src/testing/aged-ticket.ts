import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '@codecraft/core/protocol';
import type {PartyClient} from './party-client.js';

/** A ticket that nobody uses until its time is up: taken first, and tried last, while everything else runs. */
export class AgedTicket {
  projectId = '';
  private ticket = '';
  private endsAt = 0;

  async take(person: PartyClient, projectId: string): Promise<void> {
    this.projectId = projectId;
    this.ticket = await person.ticket(projectId);
    // The server's clock is this machine's; it began to count before the answer came.
    this.endsAt = Date.now() + limits.ticketTtlMs;
  }

  /** The ticket, once what is left of its time has passed. */
  async ended(): Promise<string> {
    await delay(Math.max(0, this.endsAt - Date.now()));
    return this.ticket;
  }
}

/** Enough for what can be left, and the sockets. */
export const agedTicketTimeoutMs = limits.ticketTtlMs + 20_000;
