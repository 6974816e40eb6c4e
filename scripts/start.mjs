// Everything for a first look, in one command: installs, builds, and starts the party and the demo site on loopback.

import {spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {isPortFree} from './ground/free-port.mjs';
import {installDependencies} from './ground/install.mjs';
import {requireNode, stop} from './ground/node-version.mjs';

requireNode();

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dataFolder = path.resolve(process.env.CODECRAFT_DATA ?? path.join(root, '.codecraft'));
const sitePort = Number(process.env.PORT ?? 5173);
const partyPort = Number(process.env.PARTY_PORT ?? 1999);

installDependencies(root);
for (const {name, port} of [
  {name: 'PORT', port: sitePort},
  {name: 'PARTY_PORT', port: partyPort},
]) {
  if (!(await isPortFree(port))) {
    stop(
      `Port ${port} is taken by another program. Stop that program, or choose another port: ${name}=${port + 1} npm start`,
    );
  }
}

const build = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs'), '--bundles'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (build.status !== 0)
  stop('The build did not finish; its message is above. npm run build -- --force builds everything anew.');

// From here on everything is a dependency or built.
const {startLocalParty} = await import('@codecraft/party/local');
const {startSite} = await import('./site.mjs');

const servers = [];
try {
  const [party, site] = await Promise.all([
    startLocalParty({port: partyPort, persistDir: path.join(dataFolder, 'storage'), vars: partySettings()}),
    startSite({root, port: sitePort, partyPort}),
  ]);
  servers.push(party, site);
  console.log(`CodeCraft AI is at ${site.url} (Ctrl-C stops it)`);
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Miniflare's own listener ends the process before anything has been stopped.
  process.removeAllListeners(signal);
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    await Promise.all(servers.map((server) => server.stop()));
    process.exit(0);
  });
}

/** The party's settings: the environment's, with what a first look needs filled in. */
function partySettings() {
  const names = [
    'GEMINI_API_KEY',
    'GEMINI_MODEL',
    'GEMINI_BASE_URL',
    'TRUSTED_ISSUERS',
    'MESSAGE_TTL_SECONDS',
    'PACKAGE_REGISTRY',
    'AI_TURNS_PER_HOUR',
    'FEATURE_FLAGS',
    'METRICS_TOKEN',
  ];
  const given = names.filter((name) => process.env[name]).map((name) => [name, process.env[name]]);
  return {
    CODECRAFT_SECRET: process.env.CODECRAFT_SECRET ?? keptSecret(),
    ALLOWED_ORIGINS:
      process.env.ALLOWED_ORIGINS ?? `http://localhost:${sitePort},http://127.0.0.1:${sitePort}`,
    ...Object.fromEntries(given),
  };
}

/** Made once and kept beside the storage: with another secret nobody could sign in again. */
function keptSecret() {
  const file = path.join(dataFolder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, {recursive: true});
    writeFileSync(file, randomBytes(32).toString('base64url'), {mode: 0o600});
  }
  return readFileSync(file, 'utf8').trim();
}
