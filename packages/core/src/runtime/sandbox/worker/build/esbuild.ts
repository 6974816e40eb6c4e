import type {build} from 'esbuild-wasm/esm/browser.js';
import {CodecraftError} from '../../../../errors.js';
import type {Compilers} from '../compile/compilers.js';
import type {AssetLoader} from '../packs/asset-loader.js';

export type EsbuildBuild = typeof build;

/**
 * esbuild as WebAssembly: 12 MB, loaded when the first project is built.
 *
 * @throws CodecraftError `unavailable` where it cannot be loaded
 */
export async function loadEsbuild(compilers: Compilers, assets: AssetLoader): Promise<EsbuildBuild> {
  try {
    return await compilers.esbuild()(assets.url('esbuild.wasm'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodecraftError(
      'unavailable',
      `esbuild could not be loaded (${reason}). Check the network, assetsUrl, and that the page's policy allows WebAssembly.`,
      {cause},
    );
  }
}
