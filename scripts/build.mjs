/*
 * npm run build [-- --force] [--bundles]
 *
 * Bundles the packages for npm and the elements into one CDN file, and writes their types. What did not change since
 * the last build is not built again. `--bundles` leaves out the types, which nothing that runs needs.
 */
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {fingerprint, readStamp, writeStamp} from './build/stamp.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root);

const assets = 'packages/core/dist/assets';
const vendor = 'packages/elements/dist/vendor';
const cdn = 'packages/elements/dist/cdn';
const assetsBuilder = 'packages/core/runtime-assets.rollup.mjs';
const tools = [
  'package.json',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/build',
  'rollup.config.mjs',
];
const everything = [...tools, 'packages', 'tsconfig.json', 'tsconfig.base.json'];

const startedAt = performance.now();
const isForced = process.argv.includes('--force');
const withTypes = !process.argv.includes('--bundles');
const stamp = isForced ? {} : await readStamp();
const key = await fingerprint(everything);

if (
  stamp.everything === key &&
  (stamp.types === key || !withTypes) &&
  [vendor, assets, `${cdn}/codecraft.js`].every((output) => existsSync(output))
) {
  console.log('Up to date.');
} else {
  const problems = await buildAll();
  for (const problem of problems) console.error(`\n${problem}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (problems.length) {
    console.error(`\nThe build is not complete (${seconds} s).`);
    process.exitCode = 1;
  } else {
    await writeStamp({...stamp, everything: key, ...(withTypes ? {types: key} : {})});
    console.log(`\nBuilt in ${seconds} s.`);
  }
}

/** Answers what went wrong, as sentences; what could be built is there nevertheless. */
async function buildAll() {
  const types = withTypes ? compileTypes() : undefined;
  const problems = [];
  const attempt = (work) => work.catch((error) => problems.push(error.message));
  await attempt(buildVendorOnce());
  await attempt(buildAssetsOnce());
  await attempt(buildBundles(problems));
  const typeErrors = await types;
  if (typeErrors) problems.push(typeErrors);
  return problems;
}

async function buildVendorOnce() {
  const {buildVendor, vendorInputs} = await import('./build/vendor.mjs');
  const vendorKey = await fingerprint(vendorInputs);
  if (stamp.vendor === vendorKey && existsSync(vendor)) return;
  await buildVendor(path.resolve(vendor));
  stamp.vendor = vendorKey;
  await writeStamp(stamp);
}

/** What runs inside the sandbox: its worker, its frame, and the packages that come prebuilt. */
async function buildAssetsOnce() {
  const assetsKey = await fingerprint([assetsBuilder, 'package-lock.json', 'packages/core/src']);
  if (stamp.assets === assetsKey && existsSync(assets)) return;
  const [{rollup}, {runtimeAssets}] = await Promise.all([import('rollup'), importAssetsBuilder()]);
  await rm(assets, {recursive: true, force: true});
  await Promise.all(runtimeAssets(path.resolve(assets)).map((options) => writeBundle(rollup, options)));
  stamp.assets = assetsKey;
  await writeStamp(stamp);
}

function importAssetsBuilder() {
  return import(path.resolve(assetsBuilder)).catch((cause) => {
    throw new Error(
      `The sandbox cannot be built: ${assetsBuilder} is missing or broken (${cause.message}).`,
      {cause},
    );
  });
}

async function buildBundles(problems) {
  const [{rollup}, {bundles, missingSources}, {reportSizes}] = await Promise.all([
    import('rollup'),
    import('../rollup.config.mjs'),
    import('./build/sizes.mjs'),
  ]);
  problems.push(...missingSources());
  const vendorKey = await fingerprint([vendor]);
  for (const options of bundles({vendorKey})) {
    const {output} = options;
    await removeScripts(output.dir);
    const chunks = await writeBundle(rollup, options);
    if (output.dir === cdn) {
      await Promise.all([
        cp(vendor, `${cdn}/vendor-${vendorKey}`, {recursive: true}),
        cp(assets, `${cdn}/assets`, {recursive: true, force: true}).catch(() =>
          problems.push(`${cdn} has no assets.`),
        ),
      ]);
      reportSizes(chunks, `${cdn}/vendor-${vendorKey}`);
    }
  }
}

async function writeBundle(rollup, {output, ...input}) {
  const bundle = await rollup({onLog: withoutForeignWarnings, ...input});
  const written = await bundle.write(output);
  await bundle.close();
  return written.output;
}

/** Modules of a library that import each other, and comments of theirs that rollup cannot place, are its business. */
function withoutForeignWarnings(level, log, report) {
  const isForeign = (log.ids ?? [log.id]).every((id) => id?.includes('node_modules'));
  if (isForeign && ['CIRCULAR_DEPENDENCY', 'INVALID_ANNOTATION'].includes(log.code)) return;
  report(level, log);
}

/** Chunks are named by their contents: those of the last build would stay beside the new ones. */
async function removeScripts(folder) {
  if (folder === cdn) return rm(folder, {recursive: true, force: true});
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.filter((name) => /\.js(\.map)?$/.test(name)).map((name) => rm(path.join(folder, name))),
  );
}

/** Resolves to the compiler's complaints, or null. */
function compileTypes() {
  const compiler = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  compiler.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    compiler.on('error', reject);
    compiler.on('close', (code) =>
      resolve(code === 0 ? null : output.trim() || `tsc ended with code ${code}.`),
    );
  });
}
