// A party in a process of its own, so that it can be killed: node bench/server/party.mjs <partykit | workers> <port> <folder> [inspector port]

import {startLocalParty} from '../../packages/party/src/host/local.mjs';
import {startLocalWorkers} from '../../packages/party/src/host/local-workers.mjs';

const hosts = {partykit: startLocalParty, workers: startLocalWorkers};
const [host, port, persistDir, inspectorPort] = process.argv.slice(2);
const {url} = await hosts[host]({
  port: Number(port),
  persistDir,
  ...(inspectorPort && {inspectorPort: Number(inspectorPort)}),
  // Long enough for a message to be looked up at the end of any bench.
  vars: {CODECRAFT_SECRET: 'the secret of a bench, which keeps none', MESSAGE_TTL_SECONDS: '86400'},
});
process.send({url});
