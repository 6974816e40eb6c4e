import {previewOrigin} from '../../preview-origin.js';
import type {NetworkPolicy} from '../../protocol.js';

/**
 * The policy of the previewed document.
 *
 * `open` lets the app use any https host, as apps on the web do, but no plain http: servers on this computer and in
 * the local network stay out of reach. `none` lets it use nothing but itself. Neither stops WebRTC or a page from
 * navigating its own frame away; see SECURITY.md.
 */
export function contentSecurityPolicy(network: NetworkPolicy): string {
  const remote = network === 'open' ? ' https:' : '';
  const sockets = network === 'open' ? ' wss:' : '';
  return [
    `default-src 'none'`,
    `script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:${remote}`,
    `style-src 'unsafe-inline' blob: data:${remote}`,
    `img-src blob: data:${remote}`,
    `font-src blob: data:${remote}`,
    `media-src blob: data:${remote}`,
    `connect-src blob: data:${remote}${sockets}`,
    `worker-src blob: data:`,
    `frame-src blob: data:${remote}`,
    `form-action 'none'`,
    `base-uri ${previewOrigin}`,
  ].join('; ');
}
