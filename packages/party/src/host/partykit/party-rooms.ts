import type * as Party from 'partykit/server';
import type {AccountCaller} from '../../account/calls/index.js';
import type {Rooms} from '../../http/rooms.js';
import type {RoomCaller} from '../../room/calls/index.js';
import {createCaller} from '../calls.js';

/** The rooms of this PartyKit project, by the names that `partykit.json` gives its parties. */
export function partyRooms(parties: Party.Context['parties']): Rooms {
  const send = (party: string, id: string) => (path: string, init: RequestInit) => {
    const stub = parties[party]?.get(id);
    if (!stub) throw new Error(`partykit.json names no party “${party}”.`);
    return stub.fetch(path, init) as unknown as Promise<Response>;
  };
  return {
    account: (id): AccountCaller => createCaller(send('account', id)),
    project: (id): RoomCaller => createCaller(send('project', id)),
  };
}
