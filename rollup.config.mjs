import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';
import {importTogether} from './scripts/build/import-together.mjs';

/**
 * One bundle: the modules for npm of one package, or the file for a CDN.
 *
 * npm modules keep what they depend on outside, under its own name. The CDN file has everything inside, minified,
 * and loads its chunks from beside itself.
 */
function bundle({root, entries, outDir, kind, vendor}) {
  const forCdn = kind === 'cdn';
  return {
    input: entries,
    external: forCdn ? isVendor : (id) => isVendor(id) || isDependency(id),
    plugins: [
      nodeResolve({browser: root !== 'packages/party', exportConditions: ['@codecraft/source']}),
      commonjs(),
      json(),
      esbuild({target: 'es2022', tsconfig: path.resolve(root, 'tsconfig.json'), minify: forCdn}),
      ...(forCdn ? [importTogether()] : []),
    ],
    output: {
      dir: outDir,
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      // `#monaco` and `#xterm` were bundled before; see scripts/build/vendor.mjs.
      paths: (id) => (isVendor(id) ? `./${vendor}/${id.slice(1)}.js` : id),
      sourcemap: !forCdn,
    },
  };
}

/**
 * Everything that is bundled. The folder of the vendored modules beside the CDN file is named by their contents, so
 * that a cache never mixes two of them.
 */
export function bundles({vendorKey}) {
  const packages = ['packages/core', 'packages/elements', 'packages/party'];
  const forNpm = packages.map((root) =>
    bundle({root, entries: sourcesOf(root).entries, outDir: `${root}/dist`, kind: 'npm', vendor: 'vendor'}),
  );
  const forCdn = bundle({
    root: 'packages/elements',
    entries: pick(sourcesOf('packages/elements').entries, 'codecraft'),
    outDir: 'packages/elements/dist/cdn',
    kind: 'cdn',
    vendor: `vendor-${vendorKey}`,
  });
  return [...forNpm, forCdn].filter(({input}) => Object.keys(input).length > 0);
}

/** What packages export without having it, as sentences. */
export function missingSources() {
  return ['packages/core', 'packages/elements', 'packages/party'].flatMap((root) => sourcesOf(root).missing);
}

/** The entries of a package by the name of their output: `{reply: 'packages/core/src/reply/index.ts'}`. */
function sourcesOf(root) {
  const {name, exports = {}} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const entries = {};
  const missing = [];
  for (const [subpath, {'@codecraft/source': source, default: output}] of Object.entries(exports)) {
    if (!source) continue;
    const file = path.resolve(root, source);
    if (existsSync(file)) entries[path.basename(output, '.js')] = file;
    else
      missing.push(
        `${name} exports ${subpath} from ${source}, which does not exist. Write it or drop the export.`,
      );
  }
  return {entries, missing};
}

const pick = (entries, name) => (entries[name] ? {[name]: entries[name]} : {});
const isVendor = (id) => id === '#monaco' || id === '#xterm';
const isDependency = (id) => !id.startsWith('.') && !path.isAbsolute(id);
