import {afterAll, beforeAll, describe} from 'vitest';
import type {StartHost} from '../contract/test-host.js';
import {enumerationAttacks} from './enumeration.js';
import {floodAttacks} from './floods.js';
import {forgedFieldAttacks} from './forged-fields.js';
import {frameAttacks} from './frames.js';
import {roleAttacks} from './roles.js';
import {agedTicketAttacks, ticketAttacks} from './tickets.js';
import {tokenAttacks} from './tokens.js';
import {World} from './world.js';

/** What a hostile member, stranger, page or site may try, over real HTTP and real sockets: the same on every host. */
export function describeAttacks(hosts: Readonly<Record<string, StartHost>>): void {
  const worlds = Object.entries(hosts).map(([name, start]) => [name, new World(start)] as const);
  beforeAll(async () => {
    await Promise.all(worlds.map(([, world]) => world.open()));
  });
  afterAll(async () => {
    await Promise.all(worlds.map(([, world]) => world.close()));
  });

  describe.each(worlds)('%s', (_, world) => {
    tokenAttacks(world);
    roleAttacks(world);
    ticketAttacks(world);
    frameAttacks(world);
    forgedFieldAttacks(world);
    enumerationAttacks(world);
    floodAttacks(world);
  });
  // By then their time has passed.
  describe.each(worlds)('%s, half a minute later', (_, world) => agedTicketAttacks(world));
}
