import {startLocalParty} from '../host/local.mjs';
import {describeAttacks} from './index.js';

describeAttacks('PartyKit under attack', startLocalParty);
