import type * as Party from 'partykit/server';
import {readEnvironment} from '../../environment.js';
import {createApi} from '../../http/create-api.js';
import {defaultCache} from '../default-cache.js';
import {createLog} from '../log.js';
import {refuseOutsiders} from './outsiders.js';
import {partyRooms} from './party-rooms.js';

/** PartyKit's main party: the HTTP API at every address that is no room. It has no rooms of its own. */
export default class Main implements Party.Server {
  private static api: ReturnType<typeof createApi> | undefined;

  static async onFetch(request: Party.Request, lobby: Party.FetchLobby) {
    // Variables and stubs are the same for the life of the worker, so the first request builds the API.
    Main.api ??= createApi({
      environment: readEnvironment(lobby.env),
      rooms: partyRooms(lobby.parties),
      log: createLog({room: 'http'}),
      packageCache: defaultCache(),
    });
    return Main.api(request as unknown as Request);
  }

  static onBeforeRequest = refuseOutsiders;
  static onBeforeConnect = refuseOutsiders;

  onRequest = refuseOutsiders;
  onConnect(connection: Party.Connection): void {
    connection.close(); // unreachable: onBeforeConnect refuses first, but PartyKit insists on a handler
  }
}
