import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {freePort, ServerProcess} from '../server/server-process.mjs';

/** A party in a process of its own, whose workerd can be inspected. */
export async function startSoakedParty(host, inspectorPort) {
  const folder = await mkdtemp(path.join(tmpdir(), 'codecraft-soak-'));
  const server = await ServerProcess.start(
    'bench/server/party.mjs',
    host,
    await freePort(),
    folder,
    inspectorPort,
  );
  return {
    url: server.url,
    async stop() {
      await server.kill();
      await rm(folder, {recursive: true, force: true});
    },
  };
}
