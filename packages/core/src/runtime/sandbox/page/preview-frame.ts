import type {RuntimePreview} from '../../runtime.js';
import {loadedAgain, type PackCode, type WorkerMessage} from '../protocol.js';
import {loadDocument} from './frame-document.js';
import {newFrame} from './frame-element.js';
import {isHello} from './hello.js';
import {WaitingFrame} from './waiting-frame.js';
import type {WorkerClient} from './worker-client.js';

/** White as in a browser tab: the page behind must not shine through an app that sets no background. */
const shownStyle = 'display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light';

/**
 * How long the frame of the document before stays, unseen, once the next one runs: taking it down takes the process of both
 * some milliseconds, in which that is drawn.
 */
const leavingMs = 30;

/** How long a frame that waited beside an app may take to answer: an app in a loop holds up the process of both. */
const answerMs = 1000;

type ShownDocument = WorkerMessage & {type: 'document'};

/** Shows the app: one frame for each document, in place of the one before. */
export class PreviewFrame implements RuntimePreview {
  readonly #worker: WorkerClient;
  readonly #previewUrl: string | undefined;
  #container: HTMLElement | undefined;
  #frame: HTMLIFrameElement | undefined;
  /** Gives its place to `#frame`. */
  #leaving: HTMLIFrameElement | undefined;
  /** Of the document to come. */
  #waiting: WaitingFrame | undefined;
  #framesOpened = 0;
  /** What the frame that waits for the first document runs before. */
  readonly #packs: PackCode[] = [];
  /** Number of the document in it. */
  #document = 0;
  /** The document that is loading and has not yet handed over its port. */
  #expected: {document: number; nonce: string} | undefined;
  #stopLoading: () => void = () => undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  address = '/';

  constructor(worker: WorkerClient, previewUrl: string | undefined) {
    this.#worker = worker;
    this.#previewUrl = previewUrl;
    window.addEventListener('message', this.#onHello);
  }

  attach(container: HTMLElement): void {
    this.#container = container;
    this.#removeWaiting();
    this.#waiting = this.#openWaiting(container);
    this.#waiting.bring(this.#packs);
    this.#worker.send({type: 'preview-attached', attached: true});
  }

  detach(): void {
    this.#container = undefined;
    this.#removeFrames();
    this.#removeWaiting();
    this.#worker.send({type: 'preview-attached', attached: false});
  }

  navigate(address: string): void {
    this.#worker.send({type: 'navigate', address});
  }

  reload(): void {
    this.#worker.send({type: 'reload'});
  }

  /** Opens the frame of the document to come, which runs these packs before there is anything else to do. */
  prepare(packs: readonly PackCode[]): void {
    if (!this.#frame || !this.#container || this.#waiting) return;
    this.#waiting = this.#openWaiting(this.#container);
    this.#waiting.bring(packs);
  }

  /** Has the frame that waits for the first document run this pack of ours, so that the document need not. */
  bring(pack: PackCode): void {
    this.#packs.push(pack);
    if (!this.#frame) this.#waiting?.bring([pack]);
  }

  /** Shows a document in another frame: setting `srcdoc` again would add an entry to the page's history. */
  show(shown: ShownDocument): void {
    const {html, document, nonce} = shown;
    const waiting = this.#takeWaiting(shown);
    const frame = waiting?.element ?? newFrame();
    frame.style.cssText = shownStyle;
    frame.inert = false;
    waiting?.show(html);
    const before = this.#frame;
    if (before && waiting) this.#leave(before);
    // Gone before a frame is opened: were it in a loop, the new one would come into its process, and wait there for ever.
    else this.#removeFrames();
    if (!this.#container) return;
    // The frame it was made for is gone, because the page took it out of the container: the next document comes whole.
    if (!waiting && shown.frame !== undefined) return this.reload();
    this.#frame = frame;
    this.#document = document;
    this.#expected = {document, nonce};
    // The document itself, and before it the page that waited for it.
    const expectedLoads = waiting || this.#previewUrl !== undefined ? 2 : 1;
    let loads = waiting?.loads ?? 0;
    frame.onload = () => {
      if (++loads > expectedLoads) this.#worker.send({type: 'frame-loaded-again', document});
    };
    if (!waiting) {
      this.#stopLoading = loadDocument(frame, html, this.#previewUrl);
      this.#container.append(frame);
      return;
    }
    this.#stopLoading = () => waiting.stop();
    // What was made for the frame that waited is made anew; else the same is shown again, such as what answered a form.
    const again = () => (shown.frame === undefined ? this.show(shown) : this.reload());
    if (before) this.#patience = setTimeout(again, answerMs);
  }

  close(): void {
    window.removeEventListener('message', this.#onHello);
    this.#container = undefined;
    this.#removeFrames();
    this.#removeWaiting();
  }

  #openWaiting(container: HTMLElement): WaitingFrame {
    return new WaitingFrame(container, {
      number: ++this.#framesOpened,
      worker: this.#worker,
      previewUrl: this.#previewUrl,
    });
  }

  #takeWaiting({nonce, frame}: ShownDocument): WaitingFrame | undefined {
    const isThere = this.#waiting?.element.parentNode === this.#container;
    const isMeant = frame === undefined || frame === this.#waiting?.number;
    // Its hello tells that no app holds it up. A plain page has no nonce, and says none.
    if (!isThere || !isMeant || (this.#frame && nonce === '')) this.#removeWaiting();
    return this.#endWaiting();
  }

  #removeWaiting(): void {
    this.#endWaiting()?.remove();
  }

  #endWaiting(): WaitingFrame | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.end();
    return waiting;
  }

  #leave(frame: HTMLIFrameElement): void {
    this.#removeFrames({except: frame});
    frame.style.display = 'none';
    frame.inert = true;
    this.#leaving = frame;
  }

  #removeFrames({except}: {except?: HTMLIFrameElement} = {}): void {
    this.#expected = undefined;
    clearTimeout(this.#patience);
    this.#stopLoading();
    this.#leaving?.remove();
    this.#leaving = undefined;
    if (this.#frame !== except) this.#frame?.remove();
    this.#frame = undefined;
  }

  readonly #onHello = (event: MessageEvent<unknown>): void => {
    const port = event.ports[0];
    const shown = this.#frame?.contentWindow;
    if (shown && event.source === shown && event.data === loadedAgain) {
      return this.#worker.send({type: 'frame-loaded-again', document: this.#document});
    }
    if (!this.#expected || !shown) return;
    // The document, or the one that it encloses; see `enclose` in worker/serve/document.ts.
    if (event.source !== shown && (shown.length === 0 || event.source !== shown.frames[0])) return;
    // Taken once for each document: our script says hello before any other runs.
    const {document, nonce} = this.#expected;
    if (!isHello(event.data, nonce)) return;
    this.#expected = undefined;
    clearTimeout(this.#patience);
    const leaving = this.#leaving;
    setTimeout(() => {
      leaving?.remove();
      if (this.#leaving === leaving) this.#leaving = undefined;
    }, leavingMs);
    event.stopImmediatePropagation();
    if (port) this.#worker.send({type: 'frame-port', document}, [port]);
  };
}
