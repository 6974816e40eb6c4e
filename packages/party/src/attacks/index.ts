import {afterAll, beforeAll, describe} from 'vitest';
import type {StartHost} from '../contract/test-host.js';
import {enumerationAttacks} from './enumeration.js';
import {floodAttacks} from './floods.js';
import {forgedFieldAttacks} from './forged-fields.js';
import {frameAttacks} from './frames.js';
import {roleAttacks} from './roles.js';
import {ticketAttacks} from './tickets.js';
import {tokenAttacks} from './tokens.js';
import {World} from './world.js';

/** What a hostile member, stranger, page or site may try, over real HTTP and real sockets. */
export function describeAttacks(name: string, start: StartHost): void {
  describe(name, () => {
    const world = new World(start);
    beforeAll(() => world.open());
    afterAll(() => world.close());

    tokenAttacks(world);
    roleAttacks(world);
    ticketAttacks(world);
    frameAttacks(world);
    forgedFieldAttacks(world);
    enumerationAttacks(world);
    floodAttacks(world);
  });
}
