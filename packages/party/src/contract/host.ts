import {describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import type {TestHost} from './test-host.js';

/** How a host starts and what it shows to the outside. */
export function hostContract(host: TestHost): void {
  describe('the host', () => {
    it('answers with the id of this start', async () => {
      const {body} = await new PartyClient(host.url).request('GET', '/health');
      expect(body).toMatchObject({ok: true, bootId: expect.stringMatching(/^[0-9a-f-]{36}$/)});
    });

    it('says so when its port is taken', async () => {
      const port = Number(new URL(host.url).port);
      await expect(host.boot(port)).rejects.toThrow(`Port ${port} on this machine is taken.`);
    });

    it('refuses the rooms’ own addresses to everyone outside', async () => {
      const id = await host.mara.createProject();
      for (const address of [
        `/parties/project/${id}/summarize`,
        `/parties/account/${'0'.repeat(64)}/signIn`,
        '/party/main',
      ]) {
        const answer = await host.mara.request('POST', address, {userId: host.mara.session?.user.id});
        expect(answer.status).toBe(404);
      }
    });
  });
}
