import {spawnSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import {stop} from './node-version.mjs';

/** Installs the dependencies when they are missing or older than the lock file. */
export function installDependencies(root) {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing the dependencies, once. This takes about a minute.');
  // Not `npm ci`: it refuses a lock file that lacks builds for other platforms, which some registries do not carry.
  const result = spawnSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (result.status !== 0)
    stop(
      'npm install did not finish. Its message is above; check the connection to your npm registry and run this again.',
    );
}
