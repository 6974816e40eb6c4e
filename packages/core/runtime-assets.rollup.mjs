import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import nodeResolve from '@rollup/plugin-node-resolve';
import replace from '@rollup/plugin-replace';
import esbuild from 'rollup-plugin-esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const sandbox = path.join(here, 'src/runtime/sandbox');

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
    asset(outDir, 'frame.js', 'frame/main.ts'),
    asset(outDir, 'pack-react.js', 'packs/react.js'),
    asset(outDir, 'pack-vue.js', 'packs/vue.js'),
    asset(outDir, 'compiler-vue.js', 'packs/compiler-vue.js'),
    asset(outDir, 'process-frame.js', 'node/frame/main.ts'),
    asset(outDir, 'node.js', 'node/realm/main.ts', [nodeBuiltins]),
  ];
}

/** Node's own modules are packages here; and streams take their `nextTick` from the program. */
const nodeBuiltins = {
  name: 'node-builtins',
  resolveId(specifier) {
    if (specifier === 'process/') return path.join(sandbox, 'node/realm/next-tick.cjs');
    const isBuiltin = /^(assert|buffer|events|string_decoder|url|util)$/.test(specifier);
    return isBuiltin ? this.resolve(`${specifier}/`) : null;
  },
};

function asset(outDir, fileName, entry, plugins = []) {
  return {
    input: path.join(sandbox, entry),
    output: {file: path.join(outDir, fileName), format: 'iife', inlineDynamicImports: true},
    // Packs are development builds, because that is what a development server serves.
    plugins: [
      ...plugins,
      replace({
        preventAssignment: true,
        values: {
          'process.env.NODE_ENV': JSON.stringify('development'),
          CODECRAFT_COMPILER_VERSION: JSON.stringify(compilerVersion()),
          'process.env.NODE_DEBUG': 'undefined',
          __VUE_OPTIONS_API__: 'true',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
        },
      }),
      json({preferConst: true, namedExports: true}),
      nodeResolve({browser: true, extensions: ['.ts', '.mjs', '.js', '.json']}),
      commonjs(),
      esbuild({target: 'es2022', minify: true, tsconfig: false}),
    ],
    onwarn(warning, warn) {
      if (warning.code !== 'THIS_IS_UNDEFINED') warn(warning);
    },
  };
}

/** A hash of everything that decides what a file is compiled to. */
function compilerVersion() {
  const hash = createHash('sha256');
  const folder = path.join(sandbox, 'worker/compile');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(path.join(folder, name)));
  for (const name of ['acorn', 'acorn-jsx', 'sucrase']) {
    hash.update(readFileSync(path.join(here, '../../node_modules', name, 'package.json')));
  }
  return hash.digest('hex').slice(0, 16);
}

export default runtimeAssets(path.join(here, 'dist/assets'));
