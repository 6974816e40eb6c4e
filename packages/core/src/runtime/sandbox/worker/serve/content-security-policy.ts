import {previewOrigin} from '../../preview-origin.js';
import type {SandboxSettings} from '../../protocol.js';

/** What may be reached from where the app's code runs, as sources of a policy; each begins with a space. */
export interface Reach {
  /** For requests of every kind. */
  hosts: string;
  sockets: string;
  /** For documents in frames of the app. */
  frames: string;
  /** Not everything: then the app must not lead its own frame elsewhere either. */
  isLimited: boolean;
}

/**
 * `open` lets the app use any https host, as apps on the web do, but no plain http: servers on this computer and in
 * the local network stay out of reach. `gateway` lets it use the package gateway and our prebuilt files, `none` nothing
 * but itself. None of them stops WebRTC; see SECURITY.md.
 */
export function reachOf({
  network,
  packagesUrl,
  assetsUrl,
}: Pick<SandboxSettings, 'network' | 'packagesUrl' | 'assetsUrl'>): Reach {
  if (network === 'open') return {hosts: ' https:', sockets: ' wss:', frames: ' https:', isLimited: false};
  const urls = network === 'gateway' ? [packagesUrl, assetsUrl] : [];
  const hosts = urls.map((url) => (url === undefined ? '' : ` ${asSource(url)}`)).join('');
  return {hosts, sockets: '', frames: '', isLimited: true};
}

/** Folders end in a slash, so that a source names all that is below them and nothing beside them. */
function asSource(url: string): string {
  return url.replace(/[;,'"]/g, (separator) => `%${separator.charCodeAt(0).toString(16)}`);
}

/** The policy of the previewed document. */
export function contentSecurityPolicy({hosts, sockets, frames}: Reach): string {
  return [
    `default-src 'none'`,
    `script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:${hosts}`,
    `style-src 'unsafe-inline' blob: data:${hosts}`,
    `img-src blob: data:${hosts}`,
    `font-src blob: data:${hosts}`,
    `media-src blob: data:${hosts}`,
    `connect-src blob: data:${hosts}${sockets}`,
    `worker-src blob: data:`,
    `frame-src blob: data:${frames}`,
    `form-action 'none'`,
    `base-uri ${previewOrigin}`,
  ].join('; ');
}
