import {closeCodes, newId} from '@codecraft/core/protocol';
import {beforeAll, describe, expect, it} from 'vitest';
import {AgedTicket, agedTicketTimeoutMs} from '../testing/aged-ticket.js';
import type {TestHost} from './test-host.js';

/** A ticket's own time. @returns The row that tries it, to be the last of all. */
export function agedTicketContract(host: TestHost): () => void {
  const aged = new AgedTicket();
  beforeAll(async () => aged.take(host.mara, await host.mara.createProject()));
  return () =>
    it(
      'PT55 a ticket lets nobody in after 30 seconds, whatever the host went through',
      async () => {
        expect(await host.mara.openSocket(aged.projectId, await aged.ended()).closed).toBe(1006);
        const another = await host.mara.enter(aged.projectId);
        another.close();
      },
      agedTicketTimeoutMs,
    );
}

/** Who gets a socket, and how one ends. */
export function socketsContract(host: TestHost): void {
  describe('sockets', () => {
    it('open once with a ticket, and not without', async () => {
      const id = await host.mara.createProject();
      const ticket = await host.mara.ticket(id);
      const socket = host.mara.openSocket(id, ticket);
      await socket.opened;
      expect(await host.mara.openSocket(id, ticket).closed).toBe(1006);
      expect(await host.mara.openSocket(id, '').closed).toBe(1006);
      socket.close();
    });

    it('do not open with another project’s ticket', async () => {
      const [id, other] = [await host.mara.createProject(), await host.mara.createProject()];
      expect(await host.mara.openSocket(other, await host.mara.ticket(id)).closed).toBe(1006);
    });

    it('do not open on another page than the one that asked', async () => {
      const id = await host.mara.createProject();
      expect(await host.mara.openSocket(id, await host.mara.ticket(id), 'http://localhost:4000').closed).toBe(
        1006,
      );
      expect(await host.mara.openSocket(id, await host.mara.ticket(id), 'https://evil.example').closed).toBe(
        1006,
      );
    });

    it('close after a frame that cannot be read, and the others stay', async () => {
      const id = await host.mara.createProject();
      const [bad, good] = [await host.mara.enter(id), await host.mara.enter(id)];
      bad.sendRaw('{"type":"chat-send"}');
      expect(await bad.closed).toBe(closeCodes.badFrame);
      const answer = await good.ask({type: 'chat-send', id: newId(), text: 'still here'});
      expect(answer.type).toBe('acknowledged');
      good.close();
    });
  });
}
