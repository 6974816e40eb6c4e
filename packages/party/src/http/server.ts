import type {User} from '@codecraft/core/protocol';
import type {Environment} from '../environment.js';
import type {IssuedIdentity, IssuedTokens} from '../issuers/issued-token.js';
import type {AddressRates} from './address-rates.js';
import type {Rooms} from './rooms.js';

/** What every route of the API can reach. */
export interface Server {
  Variables: {
    environment: Environment;
    rooms: Rooms;
    issuedTokens: IssuedTokens;
    addressRates: AddressRates;
    requestId: string;
  };
}

/** A route behind `signedIn`. */
export interface SignedInServer {
  Variables: Server['Variables'] & {
    user: User;
    accountId: string;
    /** Null for who comes with a token of their site. */
    sessionId: string | null;
    issued?: IssuedIdentity;
  };
}
