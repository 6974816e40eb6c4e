import type {RuntimePreview} from '../../runtime.js';
import {loadedAgain, type PackCode, type WorkerMessage} from '../protocol.js';
import {loadDocument, WaitingDocument} from './frame-document.js';
import {isHello} from './hello.js';
import type {WorkerClient} from './worker-client.js';

/**
 * What the frame may do. Never `allow-same-origin`: without an origin of its own it can reach no storage, cookie or
 * DOM of the page. No popups and no top navigation either: such wishes come as `open-external`.
 */
const sandboxFlags = 'allow-scripts allow-forms allow-modals allow-downloads allow-pointer-lock';

/** White as in a browser tab: the page behind must not shine through an app that sets no background. */
const shownStyle = 'display:block;width:100%;height:100%;border:0;background:#fff;color-scheme:light';

/** How long a frame that waited beside an app may take to answer: an app in a loop holds up the process of both. */
const answerMs = 1000;

/** A frame with no document of the project in it yet, and how often it has loaded. */
interface WaitingFrame {
  element: HTMLIFrameElement;
  document: WaitingDocument;
  loads: number;
  /** Names of what was brought to it. */
  packs: string[];
}

type ShownDocument = WorkerMessage & {type: 'document'};

/** Shows the app: one frame for each document, in place of the one before. */
export class PreviewFrame implements RuntimePreview {
  readonly #worker: WorkerClient;
  readonly #previewUrl: string | undefined;
  #container: HTMLElement | undefined;
  #frame: HTMLIFrameElement | undefined;
  /** See `#openWaiting`. */
  #waiting: WaitingFrame | undefined;
  /** What frames that wait run before there is a document. */
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
    this.#bringPacks();
    this.#worker.send({type: 'preview-attached', attached: true});
  }

  detach(): void {
    this.#container = undefined;
    this.#removeFrame();
    this.#removeWaiting();
    this.#worker.send({type: 'preview-attached', attached: false});
  }

  navigate(address: string): void {
    this.#worker.send({type: 'navigate', address});
  }

  reload(): void {
    this.#worker.send({type: 'reload'});
  }

  /** An edit was shown by a new document, and so will be the next: its frame opens while there is nothing to do. */
  prepare(): void {
    if (this.#frame && this.#container) this.#waiting ??= this.#openWaiting(this.#container);
  }

  /** Has the frame that waits for the first document run this pack of ours, so that the document need not. */
  bring(pack: PackCode): void {
    this.#packs.push(pack);
    this.#bringPacks();
  }

  /** Shows a document in another frame: setting `srcdoc` again would add an entry to the page's history. */
  show(shown: ShownDocument): void {
    const {html, document, nonce, packsWaiting} = shown;
    const waiting = this.#takeWaiting(shown);
    const frame = waiting?.element ?? newFrame();
    frame.style.cssText = shownStyle;
    frame.inert = false;
    // Handed over first: taking down the frame before takes the page longer than all else here.
    waiting?.document.show(html);
    const isFirst = !this.#frame;
    // Gone before a frame is opened: were it in a loop, the new one would come into its process, and wait there for ever.
    this.#removeFrame();
    if (!this.#container) return;
    // The frame that has them is gone, because the page took it out of the container: the next document comes whole.
    if (!waiting && packsWaiting.length > 0) return this.reload();
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
    this.#stopLoading = () => waiting.document.stop();
    if (!isFirst) this.#patience = setTimeout(() => this.show(shown), answerMs);
  }

  close(): void {
    window.removeEventListener('message', this.#onHello);
    this.#container = undefined;
    this.#removeFrame();
    this.#removeWaiting();
  }

  /**
   * Opens a frame before there is anything to show in it. Chromium gives frames without an origin a process of their own,
   * which starts with the first one.
   */
  #openWaiting(container: HTMLElement): WaitingFrame {
    const element = newFrame();
    // As large as it will be, so that an app starts in its final size. Fixed, it takes no place and lets nothing scroll.
    element.style.cssText = `position:fixed;width:${container.clientWidth}px;height:${container.clientHeight}px;border:0;visibility:hidden`;
    element.inert = true;
    const waiting = {element, document: new WaitingDocument(element, this.#previewUrl), loads: 0, packs: []};
    element.onload = () => waiting.loads++;
    container.append(element);
    return waiting;
  }

  /** Only to the first one: a frame that waits beside an app would take its time. */
  #bringPacks(): void {
    const waiting = this.#waiting;
    if (!waiting || this.#frame) return;
    for (const pack of this.#packs.slice(waiting.packs.length)) waiting.document.bring(pack);
    waiting.packs = this.#packs.map(({name}) => name);
    this.#worker.send({type: 'packs-waiting', names: waiting.packs});
  }

  #takeWaiting({nonce, packsWaiting}: ShownDocument): WaitingFrame | undefined {
    const isThere = this.#waiting?.element.parentNode === this.#container;
    const hasPacks = packsWaiting.every((name) => this.#waiting?.packs.includes(name));
    // Its hello tells that no app holds it up. A plain page has no nonce, and says none.
    if (!isThere || !hasPacks || (this.#frame && nonce === '')) this.#removeWaiting();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  #removeWaiting(): void {
    this.#waiting?.document.stop();
    this.#waiting?.element.remove();
    this.#waiting = undefined;
  }

  #removeFrame(): void {
    this.#expected = undefined;
    clearTimeout(this.#patience);
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
    clearTimeout(this.#patience);
    event.stopImmediatePropagation();
    this.#worker.send({type: 'frame-port', document}, [port]);
  };
}

function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandboxFlags);
  frame.setAttribute('allow', '');
  frame.referrerPolicy = 'no-referrer';
  frame.title = 'Preview';
  return frame;
}
