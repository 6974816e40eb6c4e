import {describeContract} from '../../contract/index.js';
import {startLocalWorkers} from '../local-workers.mjs';

describeContract('Durable Objects', startLocalWorkers);
