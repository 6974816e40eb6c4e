import type {Runtime} from '../../runtime.js';
import type {NetworkPolicy} from '../protocol.js';
import {SandboxRuntime} from './sandbox-runtime.js';

export interface SandboxOptions {
  /** Folder of the prebuilt files (`worker.js` and others), with CORS where it is another origin. */
  assetsUrl?: string | URL;
  /**
   * Where a package gateway is, such as `https://party.example/api/packages`. Without one, only the packages that this
   * library brings along can be installed.
   */
  packagesUrl?: string | URL;
  /**
   * What the app may reach: `open` (any https host, as for apps on the web; no plain http) or `none`.
   * Default `open`.
   */
  network?: NetworkPolicy;
}

/** Starts the embedded runtime. Needs no headers, host or licence; several may run on one page. */
export async function bootSandbox(options: SandboxOptions = {}): Promise<Runtime> {
  return new SandboxRuntime({
    // All bundles are emitted flat, so the folder lies beside whichever one this code ends up in.
    assetsUrl: folderUrl(options.assetsUrl ?? new URL('./assets/', import.meta.url)),
    packagesUrl: options.packagesUrl === undefined ? undefined : folderUrl(options.packagesUrl),
    network: options.network ?? 'open',
  });
}

function folderUrl(url: string | URL): string {
  const {href} = new URL(url, document.baseURI);
  return href.endsWith('/') ? href : `${href}/`;
}
