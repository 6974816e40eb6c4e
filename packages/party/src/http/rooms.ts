import type {AccountCaller} from '../account/calls/index.js';
import type {RoomCaller} from '../room/calls/index.js';

/** How the HTTP side reaches the rooms, on whatever host. */
export interface Rooms {
  /** @param id From `accountIdOf`. */
  account(id: string): AccountCaller;
  project(id: string): RoomCaller;
}
