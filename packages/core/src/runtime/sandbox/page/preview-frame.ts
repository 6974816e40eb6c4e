import type {RuntimePreview} from '../../runtime.js';
import {loadedAgain} from '../protocol.js';
import {loadDocument} from './frame-document.js';
import {isHello} from './hello.js';
import type {WorkerClient} from './worker-client.js';

/**
 * What the frame may do. Never `allow-same-origin`: without an origin of its own it can reach no storage, cookie or
 * DOM of the page. No popups and no top navigation either: such wishes come as `open-external`.
 */
const sandboxFlags = 'allow-scripts allow-forms allow-modals allow-downloads allow-pointer-lock';

/** Shows the app: one frame for each document, in place of the one before. */
export class PreviewFrame implements RuntimePreview {
  readonly #worker: WorkerClient;
  readonly #previewUrl: string | undefined;
  #container: HTMLElement | undefined;
  #frame: HTMLIFrameElement | undefined;
  /** See `#emptyFrame`. */
  #empty: HTMLIFrameElement | undefined;
  /** Number of the document in it. */
  #document = 0;
  /** The document that is loading and has not yet handed over its port. */
  #expected: {document: number; nonce: string} | undefined;
  #stopLoading: () => void = () => undefined;
  address = '/';

  constructor(worker: WorkerClient, previewUrl: string | undefined) {
    this.#worker = worker;
    this.#previewUrl = previewUrl;
    window.addEventListener('message', this.#onHello);
  }

  attach(container: HTMLElement): void {
    this.#container = container;
    this.#empty?.remove();
    this.#empty = this.#previewUrl === undefined ? this.#emptyFrame() : undefined;
    if (this.#empty) container.append(this.#empty);
    this.#worker.send({type: 'preview-attached', attached: true});
  }

  detach(): void {
    this.#container = undefined;
    this.#removeFrame();
    this.#empty?.remove();
    this.#empty = undefined;
    this.#worker.send({type: 'preview-attached', attached: false});
  }

  navigate(address: string): void {
    this.#worker.send({type: 'navigate', address});
  }

  reload(): void {
    this.#worker.send({type: 'reload'});
  }

  /** Loads a document in a new frame: setting `srcdoc` again would add an entry to the page's history. */
  show(html: string, document: number, nonce: string): void {
    // The one before goes first: were it in a loop, the next would come into its process, and wait there for ever.
    this.#removeFrame();
    if (!this.#container) return;
    this.#expected = {document, nonce};
    const frame = this.#newFrame();
    // White as in a browser tab: the page behind must not shine through an app that sets no background.
    frame.style.cssText = 'display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light';
    // The document itself, and before it `preview.html` where that shows it.
    const expectedLoads = this.#previewUrl === undefined ? 1 : 2;
    let loads = 0;
    frame.onload = () => {
      if (++loads > expectedLoads) this.#worker.send({type: 'frame-loaded-again', document});
    };
    this.#stopLoading = loadDocument(frame, html, this.#previewUrl);
    this.#frame = frame;
    this.#document = document;
    this.#container.append(frame);
    this.#empty?.remove();
    this.#empty = undefined;
  }

  close(): void {
    window.removeEventListener('message', this.#onHello);
    this.#container = undefined;
    this.#removeFrame();
    this.#empty?.remove();
    this.#empty = undefined;
  }

  #newFrame(): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', sandboxFlags);
    frame.setAttribute('allow', '');
    frame.referrerPolicy = 'no-referrer';
    frame.title = 'Preview';
    return frame;
  }

  /**
   * Chromium gives frames without an origin a process of their own. It starts while there is nothing to show yet, and
   * the first document comes into it, if this frame is still there by then.
   */
  #emptyFrame(): HTMLIFrameElement {
    const frame = this.#newFrame();
    frame.srcdoc = '';
    frame.hidden = true;
    return frame;
  }

  #removeFrame(): void {
    this.#expected = undefined;
    this.#stopLoading();
    this.#frame?.remove();
    this.#frame = undefined;
  }

  readonly #onHello = (event: MessageEvent<unknown>): void => {
    const port = event.ports[0];
    const shown = this.#frame?.contentWindow;
    if (shown && event.source === shown && event.data === loadedAgain) {
      return this.#worker.send({type: 'frame-loaded-again', document: this.#document});
    }
    if (!this.#expected || !port || !shown) return;
    // The document, or the one that it encloses; see `enclose` in worker/serve/document.ts.
    if (event.source !== shown && (shown.length === 0 || event.source !== shown.frames[0])) return;
    // Taken once for each document: our script says hello before any other runs.
    const {document, nonce} = this.#expected;
    if (!isHello(event.data, nonce)) return;
    this.#expected = undefined;
    event.stopImmediatePropagation();
    this.#worker.send({type: 'frame-port', document}, [port]);
  };
}
