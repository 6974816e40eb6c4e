// Whether Cloudflare would take the worker: everything `wrangler deploy` does but the deployment. Asks no network.

import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../packages/party/', import.meta.url));
const wrangler = createRequire(path.join(folder, 'package.json')).resolve('wrangler/bin/wrangler.js');
const output = mkdtempSync(path.join(tmpdir(), 'codecraft-worker-'));

const {status} = spawnSync(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', output], {
  cwd: folder,
  stdio: 'inherit',
  env: {
    ...process.env,
    CI: '1',
    WRANGLER_HIDE_BANNER: 'true', // with a banner comes a look for newer versions
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_LOG_PATH: path.join(output, 'logs'),
  },
});
rmSync(output, {recursive: true});
process.exit(status ?? 1);
