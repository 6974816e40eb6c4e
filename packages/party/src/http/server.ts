import type {User} from '@codecraft/core/protocol';
import type {Environment} from '../environment.js';
import type {Rooms} from './rooms.js';

/** What every route of the API can reach. */
export interface Server {
  Variables: {
    environment: Environment;
    rooms: Rooms;
    requestId: string;
  };
}

/** A route behind `signedIn`. */
export interface SignedInServer {
  Variables: Server['Variables'] & {
    user: User;
    accountId: string;
    sessionId: string;
  };
}
