import {waitForDocument} from '../preview-page/wait-for-document.js';
import {type PackCode, previewReady} from '../protocol.js';

/** What `preview.html` does, for frames that are handed text. */
const waitingPage = `<!doctype html><script>(${waitForDocument})(${JSON.stringify(previewReady)})</script>`;

/** A frame with our `preview.html`, or the same as text, which waits for the one document that it will show. */
export class WaitingDocument {
  readonly #frame: HTMLIFrameElement;
  readonly #onLink: (link: MessagePort) => void;
  #port: MessagePort | undefined;
  /** What it has not been handed yet. */
  readonly #messages: (PackCode | string)[] = [];

  /** @param onLink is given the port of the document to come, for the worker */
  constructor(
    frame: HTMLIFrameElement,
    previewUrl: string | undefined,
    onLink: (link: MessagePort) => void = (link) => link.close(),
  ) {
    this.#frame = frame;
    this.#onLink = onLink;
    window.addEventListener('message', this.#onMessage);
    if (previewUrl === undefined) frame.srcdoc = waitingPage;
    else frame.src = previewUrl;
  }

  /** At once, or as soon as the frame is there. */
  show(html: string): void {
    this.#messages.push(html);
    this.#hand();
  }

  /** A pack to run before that. */
  bring(pack: PackCode): void {
    this.#messages.push(pack);
    this.#hand();
  }

  /** Hands over nothing any more. */
  stop(): void {
    window.removeEventListener('message', this.#onMessage);
    this.#port?.close();
  }

  readonly #onMessage = ({data, source, ports: [port, link]}: MessageEvent<unknown>): void => {
    if (data !== previewReady || source !== this.#frame.contentWindow || !port) return;
    window.removeEventListener('message', this.#onMessage);
    this.#port = port;
    this.#hand();
    if (link) this.#onLink(link);
  };

  /** On its port, so that no page which took its place in the meantime can have it. */
  #hand(): void {
    if (this.#port) for (const message of this.#messages.splice(0)) this.#port.postMessage(message);
  }
}

/**
 * Gives a new frame its document: as text of its own, or, with a `previewUrl`, by way of our `preview.html` there. Call
 * the answer to stop waiting for that page.
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
  const waiting = new WaitingDocument(frame, previewUrl);
  waiting.show(html);
  return () => waiting.stop();
}
