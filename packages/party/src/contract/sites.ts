import {closeCodes, protocolVersion} from '@codecraft/core/protocol';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PartyClient} from '../testing/party-client.js';
import {Site} from '../testing/site.js';
import type {TestHost} from './test-host.js';

/** Sites that sign their own users in. Leaves the host trusting one. */
export function sitesContract(host: TestHost): void {
  describe('a trusted site', () => {
    const site = new Site();
    beforeAll(async () => {
      await site.open();
      await host.restart({TRUSTED_ISSUERS: site.configuration});
    });
    afterAll(() => site.close());

    const as = async (claims: object) => {
      const person = new PartyClient(host.url);
      const Authorization = `Bearer ${await site.sign(claims)}`;
      return {
        person,
        ask: (method: string, path: string, body?: unknown) =>
          person.request(method, path, body, {Authorization}),
      };
    };

    it('PT5 signs its users in, and its tokens bring them into its projects', async () => {
      const teacher = await as({sub: 'teacher', name: 'Ms Okafor'});
      const me = await teacher.ask('GET', '/api/me');
      expect(me).toMatchObject({status: 200, body: {name: 'Ms Okafor', email: ''}});
      expect((await teacher.ask('GET', '/api/me')).body).toEqual(me.body);
      const {id} = (await teacher.ask('POST', '/api/projects', {name: 'Course'})).body as {id: string};

      const student = await as({sub: 'student', name: 'Lena', project: id, role: 'viewer'});
      expect((await student.ask('GET', '/api/projects')).body).toMatchObject({
        projects: [{id, role: 'viewer'}],
      });
      const members = await teacher.ask('GET', `/api/projects/${id}/members`);
      expect(members.body).toMatchObject({
        members: [
          {name: 'Ms Okafor', role: 'admin'},
          {name: 'Lena', role: 'viewer'},
        ],
      });
      expect((await student.ask('DELETE', '/api/me', {})).status).toBe(204);
      expect((await teacher.ask('GET', `/api/projects/${id}/members`)).body).toMatchObject({
        members: [{name: 'Ms Okafor'}],
      });
    });

    it('PT5 its sockets close when their token ends', async () => {
      const {ask} = await as({sub: 'teacher'});
      const {id} = (await ask('POST', '/api/projects', {name: 'Course'})).body as {id: string};
      const brief = await as({sub: 'teacher', exp: Math.floor(Date.now() / 1000) + 2});
      const {ticket} = (await brief.ask('POST', `/api/projects/${id}/ticket`)).body as {ticket: string};
      const socket = brief.person.openSocket(id, ticket);
      await socket.opened;
      socket.send({type: 'hello', protocol: protocolVersion});
      await socket.next('welcome');
      expect(await socket.closed).toBe(closeCodes.tokenEnded);
    });
  });
}
