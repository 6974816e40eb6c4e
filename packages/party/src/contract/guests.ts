import {closeCodes, newId, protocolVersion, TicketBody} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

/** Who looks without signing in. */
export function guestsContract(host: TestHost): void {
  describe('PT12 guests', () => {
    it('look where the settings allow it, change nothing, and go when it ends', async () => {
      const id = await host.mara.createProject();
      const visitor = new PartyClient(host.url);
      const ask = () => visitor.request('POST', `/api/projects/${id}/guest-ticket`);
      const change = (guests: string) =>
        host.mara.request('PATCH', `/api/projects/${id}`, {settings: {guests}});
      expect((await ask()).status).toBe(404);
      expect(await change('viewer')).toMatchObject({status: 200, body: {settings: {guests: 'viewer'}}});

      const socket = visitor.openSocket(id, TicketBody.parse((await ask()).body).ticket);
      await socket.opened;
      socket.send({type: 'hello', protocol: protocolVersion});
      expect((await socket.next('welcome')).state?.name).toBe('Todos');
      expect(await socket.ask({type: 'chat-send', id: newId(), text: 'hello'})).toMatchObject({
        type: 'refused',
        code: 'forbidden',
      });
      await change('off');
      expect(await socket.closed).toBe(closeCodes.forbidden);
    });
  });
}
