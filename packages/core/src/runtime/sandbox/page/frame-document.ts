import {previewReady} from '../protocol.js';

/**
 * Gives a frame its document: as text of its own, or, with a `previewUrl`, by way of our `preview.html` there, which
 * hands us a port and writes what it is told on it. Call the answer to stop waiting for that page.
 */
export function loadDocument(
  frame: HTMLIFrameElement,
  html: string,
  previewUrl: string | undefined,
): () => void {
  if (previewUrl === undefined) {
    frame.srcdoc = html;
    return () => undefined;
  }
  const onMessage = ({data, source, ports: [port]}: MessageEvent<unknown>): void => {
    if (data !== previewReady || source !== frame.contentWindow || !port) return;
    stop();
    // On its port, so that no page which took its place in the meantime can have it.
    port.postMessage(html);
  };
  const stop = () => window.removeEventListener('message', onMessage);
  window.addEventListener('message', onMessage);
  frame.src = previewUrl;
  return stop;
}
