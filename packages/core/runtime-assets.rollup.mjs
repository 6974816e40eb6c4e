import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import {build as esbuildBundle} from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const sandbox = path.join(here, 'src/runtime/sandbox');
const packSpecifiers = JSON.parse(readFileSync(path.join(sandbox, 'packs/specifiers.json'), 'utf8'));
const nothing = path.join(sandbox, 'packs/nothing.cjs');
const unusedModules = ['assert', 'crypto', 'fs', 'module', 'process', 'tty', 'url', 'util', 'v8', 'vm'];

/**
 * The files that the sandbox runtime fetches when it needs them: its worker, the script of the frame, packs of
 * packages, and compilers. Each is one classic script; together they are the folder that `assetsUrl` names.
 *
 * @param {string} outDir
 * @returns {import('rollup').RollupOptions[]}
 */
export function runtimeAssets(outDir) {
  return [
    asset(outDir, 'worker.js', 'worker/main.ts'),
    asset(outDir, 'pack-frame.js', 'frame/main.ts'),
    asset(outDir, 'pack-worker.js', 'packs/worker.js', [workerRealm]),
    asset(outDir, 'pack-react.js', 'packs/react.js'),
    asset(outDir, 'pack-vue.js', 'packs/vue.js'),
    ...Object.keys(packSpecifiers).map((name) =>
      asset(outDir, `pack-${name}.js`, `packs/${name}`, [packOf(name)]),
    ),
    asset(outDir, 'compiler-vue.js', 'packs/compiler-vue.js'),
    compiler(outDir, 'typescript'),
    compiler(outDir, 'svelte'),
    compiler(outDir, 'solid'),
    compiler(outDir, 'sass'),
    compiler(outDir, 'less'),
    compiler(outDir, 'tailwind'),
    compiler(outDir, 'tailwind3', {
      fs: path.join(sandbox, 'packs/tailwind3-files.cjs'),
      // What its plugins import.
      tailwindcss: 'tailwindcss3',
    }),
    withWasm(compiler(outDir, 'esbuild'), 'esbuild.wasm', 'esbuild-wasm/esbuild.wasm'),
    withWasm(
      compiler(outDir, 'qwik', qwikOptimizer),
      'qwik.wasm',
      '@builder.io/qwik/bindings/qwik_wasm_bg.wasm',
    ),
    ...['react', 'vue', ...Object.keys(packSpecifiers)].map((name) => productionPack(outDir, name)),
    asset(outDir, 'shell.js', 'worker/processes/shell/main.ts'),
    asset(outDir, 'preview.js', 'preview-page/main.ts', [previewPage]),
    asset(outDir, 'process-frame.js', 'node/frame/main.ts'),
    asset(outDir, 'expectation.js', 'node/expectation.js'),
    asset(outDir, 'node-host.js', 'node/host/main.ts'),
    asset(outDir, 'node.js', 'node/realm/main.ts', [nodeBuiltins]),
  ];
}

/** acorn-jsx requires acorn's CommonJS build, which would come along beside the one that we import. */
const oneAcorn = {
  name: 'one-acorn',
  resolveId: (specifier) =>
    specifier === 'acorn' ? path.join(here, '../../node_modules/acorn/dist/acorn.mjs') : null,
};

/** One page with its script in it, so that a site has one file to serve. */
const previewPage = {
  name: 'preview-page',
  generateBundle(_, bundle) {
    const {code} = bundle['preview.js'];
    delete bundle['preview.js'];
    const source = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body><script>${code}</script></body></html>\n`;
    this.emitFile({type: 'asset', fileName: 'preview.html', source});
  },
};

/** Node's own modules are packages here; and streams take their `nextTick` from the program. */
const nodeBuiltins = {
  name: 'node-builtins',
  resolveId(specifier) {
    if (specifier === 'process/') return path.join(sandbox, 'node/realm/next-tick.cjs');
    const isBuiltin = /^(assert|buffer|events|string_decoder|url|util)$/.test(specifier);
    return isBuiltin ? this.resolve(`${specifier}/`) : null;
  },
};

/** What runs in workers of the app, as a text: a worker is made of text, because it has no origin to load from. */
const workerRealm = {
  name: 'worker-realm',
  resolveId: (specifier) => (specifier === 'codecraft:worker-realm' ? specifier : null),
  async load(id) {
    if (id !== 'codecraft:worker-realm') return null;
    const {outputFiles} = await esbuildBundle({
      entryPoints: [path.join(sandbox, 'frame/app-worker/realm.ts')],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      globalName: 'codecraftRealm',
      target: 'es2022',
      logLevel: 'error',
    });
    return `export default ${JSON.stringify(`${outputFiles[0].text}\n;codecraftRealm.run`)};`;
  },
};

/** Its package exports only the plugin for Vite; the optimizer itself is in this file. */
const qwikOptimizer = {
  '@builder.io/qwik/bindings': path.join(here, '../../node_modules/@builder.io/qwik/bindings'),
};

/** What the development build has in the place of a package's own module. */
const ownModules = {
  'codecraft:prefresh': path.join(sandbox, 'packs/prefresh.js'),
  'svelte/internal/client': path.join(sandbox, 'packs/svelte-client.js'),
};

/** The entry of a pack that offers packages as they are: every module of theirs that is listed, by its specifier. */
function packOf(name, mode = 'development') {
  const entry = path.join(sandbox, 'packs', name);
  const from = (specifier) => (mode === 'development' && ownModules[specifier]) || specifier;
  const specifiers = packSpecifiers[name].filter(
    (one) => mode === 'development' || one !== 'codecraft:prefresh',
  );
  const imports = specifiers.map((specifier, index) => `import * as m${index} from '${from(specifier)}';`);
  const modules = specifiers.map((specifier, index) => `'${specifier}': offered(m${index})`);
  return {
    name: 'pack',
    resolveId: (id) => (id === entry ? entry : null),
    load: (id) =>
      id === entry
        ? `${imports.join('')}import {offered} from './offered.js';definePack({${modules.join(', ')}});`
        : null,
  };
}

/** The same packs for building: what `definePack` is given there runs in the built app. */
function productionPack(outDir, name) {
  const own = {react: 'packs/production-react.js', vue: 'packs/vue.js'}[name];
  const plugins = own ? [] : [packOf(name, 'production')];
  return asset(outDir, `production-${name}.js`, own ?? `packs/${name}`, plugins, 'production');
}

/** A compiler with the WebAssembly that it loads, beside it. */
function withWasm(options, fileName, file) {
  const wasm = {
    name: 'wasm',
    generateBundle() {
      const source = readFileSync(path.join(here, '../../node_modules', file));
      this.emitFile({type: 'asset', fileName, source});
    },
  };
  return {...options, plugins: [...options.plugins, wasm]};
}

/** Bundles with esbuild: the modules of Babel and Svelte are hundreds, which rollup takes many seconds for. */
function compiler(outDir, name, alias = {}) {
  const entry = path.join(sandbox, `packs/compiler-${name}.js`);
  return {
    input: entry,
    output: {file: path.join(outDir, `compiler-${name}.js`), format: 'iife'},
    plugins: [{name: 'compiler', load: (id) => (id === entry ? bundleCompiler(entry, alias) : null)}],
    treeshake: false,
  };
}

async function bundleCompiler(entry, alias) {
  const {outputFiles} = await esbuildBundle({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    conditions: ['production'],
    // Babel reads files and resolves plugins by Node's modules; handed everything, it never asks for them.
    alias: {
      path: 'path-browserify',
      ...Object.fromEntries(unusedModules.map((name) => [name, nothing])),
      ...alias,
    },
    loader: {'.css': 'text'},
    define: {'process.env.NODE_ENV': '"production"', __dirname: '"/"', 'import.meta.url': '""'},
    banner: {js: 'const process = {env: {}, cwd: () => "/"};'},
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

function asset(outDir, fileName, entry, plugins = [], mode = 'development') {
  return {
    input: path.join(sandbox, entry),
    output: {file: path.join(outDir, fileName), format: 'iife', inlineDynamicImports: true},
    // Packs are development builds, because that is what a development server serves.
    plugins: [
      ...plugins,
      oneAcorn,
      replace({
        preventAssignment: true,
        values: {
          'process.env.NODE_ENV': JSON.stringify(mode),
          CODECRAFT_COMPILER_VERSION: JSON.stringify(compilerVersion()),
          CODECRAFT_UNEXPORTED_VERSIONS: JSON.stringify(unexportedVersions()),
          'process.env.NODE_DEBUG': 'undefined',
          __VUE_OPTIONS_API__: 'true',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
        },
      }),
      json({preferConst: true, namedExports: true}),
      nodeResolve({
        browser: true,
        exportConditions: [mode],
        extensions: ['.ts', '.mjs', '.js', '.json'],
      }),
      // Each module once, in its place: a function around it would have the browser read its text once more.
      commonjs({strictRequires: 'auto'}),
      esbuild({target: 'es2022', minify: true, tsconfig: false}),
    ],
    onwarn(warning, warn) {
      if (warning.code !== 'THIS_IS_UNDEFINED') warn(warning);
    },
  };
}

function unexportedVersions() {
  const versions = (names) => Object.fromEntries(names.map((name) => [name, manifestOf(name).version]));
  return {
    lit: versions(['lit', 'lit-element', 'lit-html', '@lit/reactive-element']),
    qwik: versions(['@builder.io/qwik']),
  };
}

function manifestOf(name) {
  return JSON.parse(readFileSync(path.join(here, '../../node_modules', name, 'package.json'), 'utf8'));
}

/** A hash of everything that decides what a file is compiled to. */
function compilerVersion() {
  const hash = createHash('sha256');
  const folder = path.join(sandbox, 'worker/compile');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(path.join(folder, name)));
  for (const name of ['acorn', 'acorn-jsx', 'sucrase', 'svelte', 'babel-preset-solid', 'sass', 'less']) {
    hash.update(readFileSync(path.join(here, '../../node_modules', name, 'package.json')));
  }
  return hash.digest('hex').slice(0, 16);
}

export default runtimeAssets(path.join(here, 'dist/assets'));
