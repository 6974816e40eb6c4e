import {describeContract} from '../../contract/index.js';
import {startLocalParty} from '../local.mjs';

describeContract('PartyKit', startLocalParty);
