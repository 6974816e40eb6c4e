import {newId} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {agedTicketTimeoutMs} from '../testing/aged-ticket.js';
import {PartyClient, type PartySocket} from '../testing/party-client.js';
import type {World} from './world.js';

const page = 'http://localhost:3000';

const moved: [string, (world: World) => Promise<PartySocket>][] = [
  [
    'to another project',
    async (w) => w.host.mara.openSocket(w.evesProjectId, await w.host.mara.ticket(w.projectId)),
  ],
  ['from another project', async (w) => w.eve.openSocket(w.projectId, await w.eve.ticket(w.evesProjectId))],
  [
    'to a page',
    async (w) => w.host.mara.openSocket(w.projectId, await w.host.mara.ticket(w.projectId), page),
  ],
  [
    'to a page of strangers',
    async (w) =>
      w.host.mara.openSocket(w.projectId, await w.host.mara.ticket(w.projectId), 'https://evil.example'),
  ],
  [
    'to a page without an origin',
    async (w) => w.host.mara.openSocket(w.projectId, await w.host.mara.ticket(w.projectId), 'null'),
  ],
  [
    'to a page whose address begins like ours',
    async (w) =>
      w.host.mara.openSocket(
        w.projectId,
        await w.host.mara.ticket(w.projectId),
        'http://localhost.evil.example',
      ),
  ],
  [
    'after the first use',
    async (w) => {
      const ticket = await w.host.mara.ticket(w.projectId);
      const first = w.host.mara.openSocket(w.projectId, ticket);
      await first.opened;
      first.close();
      return w.host.mara.openSocket(w.projectId, ticket);
    },
  ],
  [
    'after a try from elsewhere',
    async (w) => {
      const ticket = await w.host.mara.ticket(w.projectId);
      await w.host.mara.openSocket(w.projectId, ticket, page).closed;
      return w.host.mara.openSocket(w.projectId, ticket);
    },
  ],
  [
    'with a letter changed',
    async (w) => {
      const ticket = await w.host.mara.ticket(w.projectId);
      return w.host.mara.openSocket(w.projectId, `${ticket.slice(0, -1)}_`);
    },
  ],
  [
    'that is a token',
    async (w) => w.host.mara.openSocket(w.projectId, w.host.mara.session?.accessToken ?? ''),
  ],
  ['that is missing', async (w) => w.host.mara.openSocket(w.projectId, '')],
  [
    'to a project that does not exist',
    async (w) => w.host.mara.openSocket(newId(), await w.host.mara.ticket(w.projectId)),
  ],
  [
    'of someone who was removed meanwhile',
    async (w) => {
      const id = await w.host.mara.createProject();
      await w.host.mara.bring(w.eve, id, 'member');
      const ticket = await w.eve.ticket(id);
      await w.host.mara.request('DELETE', `/api/projects/${id}/members/${w.eve.session?.user.id}`);
      return w.eve.openSocket(id, ticket);
    },
  ],
];

const headersOfOwners = [
  [
    'x-codecraft-owner',
    JSON.stringify({userId: 'x'.repeat(20), sessionId: null, isGuest: false, endsAt: null}),
  ],
  ['x-codecraft-user', 'x'.repeat(20)],
] as const;

export function ticketAttacks(world: World): void {
  describe('PT55 a ticket', () => {
    it.each(moved)('%s opens nothing', async (_, open) => {
      expect(await (await open(world)).closed).toBe(1006);
    });

    it('of one person is theirs, whoever uses it', async () => {
      const socket = world.eve.openSocket(world.projectId, await world.host.priya.ticket(world.projectId));
      await socket.opened;
      socket.send({type: 'hello', protocol: 1});
      expect((await socket.next('welcome')).userId).toBe(world.host.priya.session?.user.id);
      socket.close();
    });

    it.each(headersOfOwners)('cannot be replaced by the header %s', async (name, value) => {
      const ticket = await world.host.priya.ticket(world.projectId);
      const socket = world.eve.openSocket(world.projectId, ticket, undefined, {[name]: value});
      await socket.opened;
      socket.send({type: 'hello', protocol: 1});
      expect((await socket.next('welcome')).userId).toBe(world.host.priya.session?.user.id);
      socket.close();
    });

    it('does not let the client choose its connection’s id', async () => {
      const ticket = await world.host.mara.ticket(world.projectId);
      const socket = world.host.mara.openSocket(world.projectId, `${ticket}&_pk=chosen&id=chosen`);
      await socket.opened;
      socket.send({type: 'hello', protocol: 1});
      expect((await socket.next('welcome')).connectionId).not.toBe('chosen');
      socket.close();
    });

    it('for a guest is not given where guests are not wanted, as where there is nothing', async () => {
      const ask = (id: string) =>
        new PartyClient(world.host.url).request('POST', `/api/projects/${id}/guest-ticket`);
      const [closed, none] = [await ask(world.projectId), await ask(newId())];
      expect(closed).toMatchObject({status: 404, body: {code: 'not-found'}});
      expect({...(closed.body as object), requestId: ''}).toEqual({...(none.body as object), requestId: ''});
    });
  });

  describe('PT56 a page', () => {
    it.each([
      ['of strangers', 'https://evil.example'],
      ['without an origin', 'null'],
      ['whose address begins like ours', 'http://localhost.evil.example'],
      ['whose address ends like ours', 'http://evil-localhost'],
      ['that hides behind a name', 'http://localhost@evil.example'],
      ['of another scheme', 'file://localhost'],
      ['with a path', 'http://localhost:3000/x'],
    ])('%s is not served', async (_, origin) => {
      for (const [method, path] of [
        ['GET', '/api/me'],
        ['POST', '/api/session'],
        ['DELETE', '/api/session'],
        ['OPTIONS', '/api/projects'],
        ['POST', '/api/packages/resolve'],
      ] as const) {
        const answer = await world.host.mara.request(method, path, method === 'POST' ? {} : undefined, {
          Origin: origin,
        });
        expect(answer).toMatchObject({status: 403, body: {code: 'origin-refused'}});
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    });
  });
}

/** To be the last row, so that the ticket's time passes while the others run. */
export function agedTicketAttacks({host, agedTicket}: World): void {
  it(
    'PT55 a ticket that nobody used for 30 seconds opens nothing',
    async () => {
      const ticket = await agedTicket.ended();
      expect(await host.mara.openSocket(agedTicket.projectId, ticket).closed).toBe(1006);
      const another = await host.mara.enter(agedTicket.projectId);
      another.close();
    },
    agedTicketTimeoutMs,
  );
}
