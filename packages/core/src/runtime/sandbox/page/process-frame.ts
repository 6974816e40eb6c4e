import type {ProcessFrameOrder} from '../node/protocol.js';
import {loadDocument} from './frame-document.js';
import {isHello} from './hello.js';
import type {WorkerClient} from './worker-client.js';

/**
 * The hidden frame in which workers of Node processes are started. It has no origin of its own, so neither have they.
 * The page only hands the worker the frame's port and takes no further part.
 */
export class HiddenProcessFrame {
  readonly #worker: WorkerClient;
  readonly #previewUrl: string | undefined;
  #frame: HTMLIFrameElement | undefined;
  #nonce: string | undefined;
  #stopLoading: () => void = () => undefined;

  constructor(worker: WorkerClient, previewUrl: string | undefined) {
    this.#worker = worker;
    this.#previewUrl = previewUrl;
    window.addEventListener('message', this.#onHello);
  }

  open(html: string, nonce: string): void {
    this.#stopLoading();
    this.#frame?.remove();
    this.#nonce = nonce;
    const frame = document.createElement('iframe');
    // Never `allow-same-origin`: what it starts would share the page's storage and cookies.
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.setAttribute('allow', '');
    frame.referrerPolicy = 'no-referrer';
    frame.title = 'Processes';
    frame.hidden = true;
    this.#stopLoading = loadDocument(frame, html, this.#previewUrl);
    this.#frame = frame;
    document.body.append(frame);
  }

  /** Ends one process, whatever it is doing. */
  end(process: number): void {
    const order: ProcessFrameOrder = {type: 'end-process', process};
    this.#frame?.contentWindow?.postMessage(order, '*');
  }

  close(): void {
    window.removeEventListener('message', this.#onHello);
    this.#stopLoading();
    this.#frame?.remove();
    this.#frame = undefined;
  }

  readonly #onHello = (event: MessageEvent<unknown>): void => {
    const port = event.ports[0];
    if (this.#nonce === undefined || !port || event.source !== this.#frame?.contentWindow) return;
    if (!isHello(event.data, this.#nonce)) return;
    // Taken once: the frame's script says hello before anything else runs there.
    this.#nonce = undefined;
    event.stopImmediatePropagation();
    this.#worker.send({type: 'process-frame-port'}, [port]);
  };
}
