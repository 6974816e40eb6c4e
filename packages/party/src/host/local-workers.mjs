import {readFileSync} from 'node:fs';
import path from 'node:path';
import {bundleWorker, packageFolder, requireFromWrangler} from './durable-object/bundle.mjs';
import {relayLines, requireFreePort, requireOurAnswer} from './loopback.mjs';

/**
 * Runs the Cloudflare worker on this machine, in the Miniflare of the wrangler that deploys it. `wrangler dev` is
 * the same in a wrapper that takes seconds longer to start.
 *
 * @param {object} options
 * @param {number} options.port On 127.0.0.1; 0 takes a free one.
 * @param {string} options.persistDir Where the rooms' storage is kept; made when it is not there.
 * @param {Record<string, string>} [options.vars] The worker's environment, such as `CODECRAFT_SECRET`.
 * @param {number} [options.inspectorPort] Where workerd answers DevTools, on this machine only. Not answered without.
 * @returns {Promise<{url: string, stop(): Promise<void>}>} Once it answers. `stop` leaves no process behind.
 */
export async function startLocalWorkers({port, persistDir, vars = {}, inspectorPort}) {
  await requireFreePort(port);
  const bootId = crypto.randomUUID();
  const {Miniflare} = requireFromWrangler('miniflare');
  const miniflare = new Miniflare(
    settings({code: await bundleWorker(), port, persistDir, vars: {...vars, BOOT_ID: bootId}, inspectorPort}),
  );
  try {
    const address = await miniflare.ready;
    const url = `http://127.0.0.1:${address.port}`;
    await requireOurAnswer(url, bootId);
    return {url, stop: () => miniflare.dispose()};
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

function settings({code, port, persistDir, vars, inspectorPort}) {
  const configuration = JSON.parse(readFileSync(path.join(packageFolder, 'wrangler.json'), 'utf8'));
  return {
    host: '127.0.0.1',
    port,
    ...(inspectorPort && {inspectorPort}),
    cf: false, // otherwise Miniflare asks cloudflare.com where this machine is
    modulesRoot: '/',
    modules: [{type: 'ESModule', path: '/main.mjs', contents: code}],
    compatibilityDate: configuration.compatibility_date,
    compatibilityFlags: configuration.compatibility_flags,
    bindings: vars,
    durableObjects: Object.fromEntries(
      configuration.durable_objects.bindings.map(({name, class_name: className}) => [
        name,
        {className, useSQLite: true},
      ]),
    ),
    durableObjectsPersist: path.resolve(persistDir),
    handleRuntimeStdio: (stdout, stderr) => [stdout, stderr].forEach(relayLines),
  };
}
