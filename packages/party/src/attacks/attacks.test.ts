import {startLocalParty} from '../host/local.mjs';
import {startLocalWorkers} from '../host/local-workers.mjs';
import {describeAttacks} from './index.js';

describeAttacks({
  'PartyKit under attack': startLocalParty,
  'Durable Objects under attack': startLocalWorkers,
});
