import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {copyFile, mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {startFakeRegistry} from '@codecraft/party/testing/registry';

const manifest = 'bench/runtime/fixtures/package.json';
const folder = 'node_modules/.cache/codecraft-bench/runtime';

/** The folder with what is measured beside us, installed on first use: nothing else in the repository needs it. */
export async function installFixtures() {
  const installed = path.join(folder, 'package.json');
  const isThere =
    existsSync(path.join(folder, 'node_modules/.package-lock.json')) &&
    (await readFile(installed, 'utf8')) === (await readFile(manifest, 'utf8'));
  if (!isThere) {
    await mkdir(folder, {recursive: true});
    await copyFile(manifest, installed);
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
    const npm = spawn('npm', args, {cwd: folder, stdio: 'inherit', shell: process.platform === 'win32'});
    const [code] = await once(npm, 'exit');
    if (code !== 0) throw new Error(`npm could not install ${manifest}. Check the network.`);
  }
  return path.resolve(folder, 'node_modules');
}

/** A registry on this machine that has these packages, and all they depend on, as they lie in `modules`. */
export async function publishFixtures(modules, names) {
  const registry = await startFakeRegistry();
  const published = new Set();
  const publish = (name, from) => {
    const root = locate(name, from, modules);
    if (root === undefined || published.has(root)) return;
    published.add(root);
    const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    registry.publish(`${packageJson.name}@${packageJson.version}`, packageJson, filesOf(root));
    for (const dependency of Object.keys({...packageJson.dependencies, ...packageJson.peerDependencies})) {
      publish(dependency, root);
    }
  };
  for (const name of names) publish(name, modules);
  return registry;
}

/** As Node finds it: in the folder that asks, else in those around it. Optional peers are often nowhere. */
function locate(name, from, modules) {
  for (let at = from; at.startsWith(modules); at = path.dirname(at)) {
    const root = path.join(at, at === modules ? '' : 'node_modules', name);
    if (existsSync(path.join(root, 'package.json'))) return root;
  }
  return undefined;
}

/** Every file of a package but the packages inside it, as bytes by path. */
function filesOf(root) {
  const entries = readdirSync(root, {recursive: true, withFileTypes: true});
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => file !== 'package.json' && !file.split('/').includes('node_modules'));
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(root, file))]));
}
