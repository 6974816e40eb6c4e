// node bench/run.mjs <durability | reconnect | revocation | room-load | runtime | soak> [options of that bench]
//
// Bundles the bench with today's sources and runs it, so that nothing has to be built before.

import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
const entry = path.join(root, 'bench', name, 'main.mjs');
if (!name || !existsSync(entry)) {
  console.error(
    'Which bench? node bench/run.mjs durability, reconnect, revocation, room-load, runtime, or soak',
  );
  process.exit(1);
}

// Below node_modules, so that what is not bundled is found from there.
const outfile = path.join(root, 'node_modules/.cache/codecraft-bench', `${name}.mjs`);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['@codecraft/source'],
  external: ['ws', 'socket.io', 'playwright-core', 'esbuild', '/page/*'],
  banner: {js: `import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);`},
  logLevel: 'error',
});
// Children are started by their path from the root.
const bench = spawn(process.execPath, ['--enable-source-maps', outfile, ...options], {
  cwd: root,
  stdio: 'inherit',
});
process.on('SIGINT', () => bench.kill('SIGINT'));
process.on('SIGTERM', () => bench.kill('SIGTERM'));
bench.once('exit', (code) => process.exit(code ?? 1));
