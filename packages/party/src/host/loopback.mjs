import {createServer} from 'node:net';
import {createInterface} from 'node:readline';

/** Our own log lines from `warn` up, and what workerd itself complains about, go to this process's stderr. */
export function relayLines(stream) {
  createInterface(stream).on('line', (line) => {
    if (!line.startsWith('{"level":"info"') && !noise.test(line)) console.error(line);
  });
}

/** PartyKit's workerd reports each socket that ends as an exception, in three lines, and one cut while it is written to. */
const noise = /worker_do_not_log|^stack: |LLVM_SYMBOLIZER|another message send is already in progress/;

/** workerd prints an error and waits for ever when its port is taken, so ask first. */
export async function requireFreePort(port) {
  const probe = createServer();
  await new Promise((resolve, reject) => {
    probe.once('error', (cause) => {
      reject(
        new Error(`Port ${port} on this machine is taken. Stop what uses it, or choose another.`, {cause}),
      );
    });
    probe.listen({port, host: '127.0.0.1'}, () => resolve(undefined));
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Whoever answers must be the worker just started, not one that an earlier crash left on the port. */
export async function requireOurAnswer(url, bootId) {
  const response = await fetch(`${url}/health`);
  const text = await response.text();
  if (response.ok && JSON.parse(text).bootId === bootId) return;
  throw new Error(`The party at ${url} did not start: ${response.status} ${text}`);
}
