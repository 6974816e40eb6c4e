import type {DurableObjectNamespace} from '@cloudflare/workers-types';
import type {AccountCaller} from '../../account/calls/index.js';
import type {Rooms} from '../../http/rooms.js';
import type {RoomCaller} from '../../room/calls/index.js';
import {createCaller} from '../calls.js';

/** What `wrangler.json` binds, beside the variables that `readEnvironment` reads. */
export interface Bindings extends Record<string, unknown> {
  readonly ACCOUNT: DurableObjectNamespace;
  readonly PROJECT: DurableObjectNamespace;
}

/** The one object in the world with this name. */
export function objectNamed(namespace: DurableObjectNamespace, name: string) {
  return namespace.get(namespace.idFromName(name));
}

/** The rooms as the HTTP side asks them. */
export function objectRooms({ACCOUNT, PROJECT}: Bindings): Rooms {
  const send = (namespace: DurableObjectNamespace, id: string) => (path: string, init: RequestInit) =>
    objectNamed(namespace, id).fetch(`https://room${path}`, init as object) as unknown as Promise<Response>;
  return {
    account: (id): AccountCaller => createCaller(send(ACCOUNT, id)),
    project: (id): RoomCaller => createCaller(send(PROJECT, id)),
  };
}
