import {CodecraftError} from '../../../errors.js';
import type {Runtime} from '../../runtime.js';
import {type NetworkPolicy, networkPolicies} from '../protocol.js';
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
   * What the app may reach: `open` (any https host, as for apps on the web; no plain http), `gateway` (the package
   * gateway and our prebuilt files) or `none`. Default `open`.
   */
  network?: NetworkPolicy;
  /**
   * Where our `preview.html` is, for pages whose policy forbids inline scripts; best on another site, which then runs
   * the app in a process of its own. Without it, documents are handed to frames as text (`srcdoc`).
   */
  previewUrl?: string | URL;
  /**
   * What the app finds in its `localStorage`, from an earlier `local-storage` event. The runtime itself keeps it no longer
   * than it lives. Default empty.
   */
  localStorage?: Readonly<Record<string, string>>;
}

/** Starts the embedded runtime. Needs no headers, host or licence; several may run on one page. */
export async function bootSandbox(options: SandboxOptions = {}): Promise<Runtime> {
  const {network = 'open', previewUrl, localStorage = {}} = options;
  // A misspelt policy must not be an open one.
  if (!networkPolicies.includes(network)) {
    const known = networkPolicies.join(', ');
    throw new CodecraftError(
      'invalid-input',
      `There is no network policy “${network}”. There are: ${known}.`,
    );
  }
  return new SandboxRuntime({
    // All bundles are emitted flat, so the folder lies beside whichever one this code ends up in.
    assetsUrl: folderUrl(options.assetsUrl ?? new URL('./assets/', import.meta.url)),
    packagesUrl: options.packagesUrl === undefined ? undefined : folderUrl(options.packagesUrl),
    network,
    previewUrl: previewUrl === undefined ? undefined : new URL(previewUrl, document.baseURI).href,
    localStorage,
  });
}

function folderUrl(url: string | URL): string {
  const {href} = new URL(url, document.baseURI);
  return href.endsWith('/') ? href : `${href}/`;
}
