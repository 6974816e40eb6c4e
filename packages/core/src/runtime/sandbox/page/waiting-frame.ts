import type {PackCode} from '../protocol.js';
import {WaitingDocument} from './frame-document.js';
import {newFrame} from './frame-element.js';
import type {WorkerClient} from './worker-client.js';

/**
 * A frame that is opened before there is anything to show in it, unseen. Chromium gives frames without an origin a process
 * of their own, which starts with the first one. The worker is told of it, and makes the next document for it.
 */
export class WaitingFrame {
  readonly number: number;
  readonly element = newFrame();
  readonly #worker: WorkerClient;
  readonly #document: WaitingDocument;
  readonly #size: ResizeObserver;
  /** Names of what was brought to it. */
  readonly #packs: string[] = [];
  #loads = 0;

  constructor(
    container: HTMLElement,
    options: {number: number; worker: WorkerClient; previewUrl: string | undefined},
  ) {
    ({number: this.number, worker: this.#worker} = options);
    const {element} = this;
    // Fixed, it takes no place and lets nothing scroll.
    element.style.cssText = 'position:fixed;border:0;opacity:0;pointer-events:none';
    element.inert = true;
    // As large as it will be, so that an app starts in its final size.
    const fit = () => {
      element.style.width = `${container.clientWidth}px`;
      element.style.height = `${container.clientHeight}px`;
    };
    fit();
    this.#size = new ResizeObserver(fit);
    this.#size.observe(container);
    this.#document = new WaitingDocument(element, options.previewUrl, (link) =>
      this.#worker.send({type: 'frame-linked', frame: this.number}, [link]),
    );
    element.onload = () => this.#loads++;
    container.append(element);
  }

  /** How often it has loaded anything. */
  get loads(): number {
    return this.#loads;
  }

  /** Has it run packs of ours, so that the document need not. */
  bring(packs: readonly PackCode[]): void {
    for (const pack of packs) this.#document.bring(pack);
    this.#packs.push(...packs.map(({name}) => name));
    this.#worker.send({type: 'frame-waiting', frame: this.number, packs: this.#packs});
  }

  /** It waits no more. */
  end(): void {
    this.#size.disconnect();
    this.#worker.send({type: 'frame-gone', frame: this.number});
  }

  show(html: string): void {
    this.#document.show(html);
  }

  /** Shows nothing any more. */
  stop(): void {
    this.#document.stop();
  }

  remove(): void {
    this.stop();
    this.element.remove();
  }
}
