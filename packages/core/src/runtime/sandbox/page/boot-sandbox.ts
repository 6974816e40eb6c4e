import type {Runtime} from '../../runtime.js';
import type {NetworkPolicy} from '../protocol.js';
import {SandboxRuntime} from './sandbox-runtime.js';

export interface SandboxOptions {
  /** Folder of the prebuilt files (`worker.js` and others), with CORS where it is another origin. */
  assetsUrl?: string | URL;
  /**
   * What the app may reach: `open` (any https host, as for apps on the web; no plain http) or `none`.
   * Default `open`.
   */
  network?: NetworkPolicy;
}

/** Starts the embedded runtime. Needs no headers, host or licence; several may run on one page. */
export async function bootSandbox(options: SandboxOptions = {}): Promise<Runtime> {
  // All bundles are emitted flat, so the folder lies beside whichever one this code ends up in.
  const assetsUrl = new URL(options.assetsUrl ?? new URL('./assets/', import.meta.url), document.baseURI)
    .href;
  return new SandboxRuntime({
    assetsUrl: assetsUrl.endsWith('/') ? assetsUrl : `${assetsUrl}/`,
    network: options.network ?? 'open',
  });
}
