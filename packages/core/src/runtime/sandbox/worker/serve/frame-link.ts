import {type FrameCommand, type FrameMessage, frameMessage} from '../../protocol.js';
import {ShapeError} from '../../shape.js';
import {RateLimit} from './rate-limit.js';

/** Messages a second that a document may send over time, and at once. A busy app logs some hundreds. */
const limits = {perSecond: 1000, burst: 5000};
/** A document with this many refused messages within `patienceMs` is cut off. */
const maxRefused = 50_000;
const patienceMs = 10_000;

export interface FrameLinkEvents {
  message: (message: FrameMessage) => void;
  /** What streams of the document need is sent as fast as they are read, and there is room for a window of each. */
  isExpected: (message: FrameMessage) => boolean;
  /** Messages are being left out. Told once for each flood. */
  flood: () => void;
  /** The flood went on, and the link is closed. */
  cutOff: () => void;
}

/**
 * The worker's end of the port to one document.
 *
 * The other end belongs to user code, whatever it claims to be: every message is checked and counted here, and
 * nothing passes on unchecked.
 */
export class FrameLink {
  readonly #port: MessagePort;
  readonly #on: FrameLinkEvents;
  readonly #rate = new RateLimit(limits);
  #refused = 0;
  #refusedSince = Number.NEGATIVE_INFINITY;

  constructor(port: MessagePort, on: FrameLinkEvents) {
    this.#port = port;
    this.#on = on;
    port.onmessage = ({data}: MessageEvent<unknown>) => {
      const message = accept(data);
      if (!message || !on.isExpected(message)) {
        const now = performance.now();
        if (!this.#rate.take(now)) return this.#refuse(now);
      }
      if (message) on.message(message);
    };
  }

  send(command: FrameCommand, transfer: Transferable[] = []): void {
    this.#port.postMessage(command, transfer);
  }

  close(): void {
    this.#port.onmessage = null;
    this.#port.close();
  }

  #refuse(now: number): void {
    if (now - this.#refusedSince > patienceMs) {
      this.#refusedSince = now;
      this.#refused = 0;
      this.#on.flood();
    }
    this.#refused++;
    if (this.#refused < maxRefused) return;
    this.#on.cutOff();
    this.close();
  }
}

/** A message of no known shape comes from code that plays with our port; it is dropped. */
function accept(data: unknown): FrameMessage | undefined {
  try {
    return frameMessage(data, 'message');
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}
