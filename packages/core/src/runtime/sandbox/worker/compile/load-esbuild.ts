import {CodecraftError} from '../../../../errors.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import type {Compilers, Esbuild} from './compilers.js';

/**
 * esbuild as WebAssembly: 12 MB, loaded when the first project is built, or has syntax that needs it.
 *
 * @throws CodecraftError `unavailable` where it cannot be loaded
 */
export async function loadEsbuild(compilers: Compilers, assets: AssetLoader): Promise<Esbuild> {
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
