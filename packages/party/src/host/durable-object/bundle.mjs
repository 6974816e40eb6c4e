import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const packageFolder = fileURLToPath(new URL('../../..', import.meta.url));

/** wrangler and what it pins: esbuild, and the Miniflare that runs what it deploys. */
export const requireFromWrangler = createRequire(
  createRequire(import.meta.url).resolve('wrangler/package.json'),
);

/** @returns {Promise<string>} The worker as one file, for `wrangler deploy` and for tests: what was tested is what is deployed. */
export async function bundleWorker() {
  const {outputFiles} = await requireFromWrangler('esbuild').build({
    entryPoints: [path.join(packageFolder, 'src/host/durable-object/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@codecraft/source', 'workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
