import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {relayLines, requireFreePort, requireOurAnswer} from './loopback.mjs';

/**
 * Runs the PartyKit project on this machine, without `partykit dev`: that binds every network interface, which
 * cannot be changed, hangs when its port is taken, and leaves a process behind when it is killed. The parts are
 * the same: PartyKit's own facade round our parties, on the Miniflare that PartyKit pins.
 */

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const partyKitFolder = findPackage('partykit');
const requireFromPartyKit = createRequire(path.join(partyKitFolder, 'index.js'));

/**
 * @param {object} options
 * @param {number} options.port On 127.0.0.1; 0 takes a free one.
 * @param {string} options.persistDir Where the rooms' storage is kept; made when it is not there.
 * @param {Record<string, string>} [options.vars] The party's environment, such as `CODECRAFT_SECRET`.
 * @param {number} [options.inspectorPort] Where workerd answers DevTools, on this machine only. Not answered without.
 * @returns {Promise<{url: string, stop(): Promise<void>}>} Once it answers. `stop` leaves no process behind.
 */
export async function startLocalParty({port, persistDir, vars = {}, inspectorPort}) {
  await requireFreePort(port);
  const bootId = crypto.randomUUID();
  const {Miniflare} = requireFromPartyKit('miniflare');
  const miniflare = new Miniflare(
    settings({code: await bundle(), port, persistDir, vars: {...vars, BOOT_ID: bootId}, inspectorPort}),
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

/** @returns {Promise<string>} The worker: PartyKit's facade with our parties in the places it leaves for them. */
async function bundle() {
  const {main, parties} = configuration();
  const absolute = (file) => JSON.stringify(path.resolve(packageFolder, file));
  const facade = readFileSync(path.join(partyKitFolder, 'dist/generated.js'), 'utf8');
  const contents = facade
    .replace('"__WORKER__"', () => absolute(main))
    .replace('__R2_BINDINGS__', '[]')
    .replace('__KV_BINDINGS__', '[]')
    .replace('__PARTIES__', () =>
      Object.entries(parties)
        .map(
          ([name, file]) => `
            import ${name} from ${absolute(file)};
            export const ${name}DO = createDurable(${name}, {name: "${name}"});
            Workers["${name}"] = ${name};`,
        )
        .join('\n'),
    );
  const {outputFiles} = await requireFromPartyKit('esbuild').build({
    stdin: {contents, resolveDir: packageFolder, loader: 'js'},
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@codecraft/source', 'partykit', 'workerd', 'worker', 'browser'],
    external: ['__STATIC_ASSETS_MANIFEST__', 'node:*', 'cloudflare:*'],
    define: {PARTYKIT_HOST: '"127.0.0.1"', PARTYKIT_API_BASE: '""'},
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

function settings({code, port, persistDir, vars, inspectorPort}) {
  const {compatibilityDate, parties} = configuration();
  const manifest = 'export default {devServer: "", assets: {}}';
  return {
    host: '127.0.0.1',
    port,
    ...(inspectorPort && {inspectorPort}),
    cf: false, // otherwise Miniflare asks cloudflare.com where this machine is
    modulesRoot: '/',
    modules: [
      {type: 'ESModule', path: '/index.mjs', contents: code},
      {type: 'ESModule', path: '/__STATIC_ASSETS_MANIFEST__', contents: manifest},
    ],
    compatibilityDate,
    compatibilityFlags: ['nodejs_compat'],
    bindings: {
      PARTYKIT_CRONS: {},
      ...Object.fromEntries(Object.entries(vars).map(([name, value]) => [`pkvar-${name}`, value])),
    },
    durableObjects: {
      PARTYKIT_DURABLE: 'PartyKitDurable',
      ...Object.fromEntries(Object.keys(parties).map((name) => [name, `${name}DO`])),
    },
    durableObjectsPersist: path.resolve(persistDir),
    handleRuntimeStdio: (stdout, stderr) => [stdout, stderr].forEach(relayLines),
  };
}

function configuration() {
  return JSON.parse(readFileSync(path.join(packageFolder, 'partykit.json'), 'utf8'));
}

/** A package's folder, for one whose exports hide its package.json. */
function findPackage(name) {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = folders.map((parent) => path.join(parent, name)).find((candidate) => existsSync(candidate));
  if (!folder) throw new Error(`The package “${name}” is not installed. Run npm install.`);
  return folder;
}
