import path from 'node:path';
import {build} from 'esbuild';

/** One script for each contestant with all it imports, minified, as a site that uses it would have; by address. */
export async function bundleContestants(modules) {
  const bundle = async (name) => {
    const {outputFiles} = await build({
      entryPoints: [`bench/runtime/page/${name}.js`],
      outdir: '/',
      bundle: true,
      splitting: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      nodePaths: [modules],
      loader: {'.ttf': 'dataurl', '.wasm': 'dataurl'},
      define: {
        'process.env.NODE_ENV': '"production"',
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
      logLevel: 'error',
    });
    return outputFiles.map(({path: file, text}) => [path.basename(file), text]);
  };
  const [codecraft, vueRepl, playground] = await Promise.all(
    ['codecraft', 'vue-repl', 'playground'].map(bundle),
  );
  const at = (folder, files) => files.map(([file, text]) => [`${folder}/${file}`, text]);
  return Object.fromEntries([
    ...at('/codecraft', codecraft),
    ...at('/vue-repl', vueRepl),
    // It looks for its worker beside itself.
    ...at('/modules/playground-elements', playground),
  ]);
}
