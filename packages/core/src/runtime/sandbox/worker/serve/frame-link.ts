import {type FrameCommand, type FrameMessage, frameMessage} from '../../protocol.js';
import {ShapeError} from '../../shape.js';
import {RateLimit} from './rate-limit.js';

/** Messages a second the app may send on average, and at once. A busy app logs some hundreds. */
const sustained = 1000;
const burst = 5000;
/** A frame that goes on past this many refused messages is cut off. */
const maxRefused = 50_000;

/**
 * The worker's end of the port to one document.
 *
 * The other end belongs to user code, whatever it claims to be: every message is checked and counted here, and
 * nothing passes on unchecked.
 */
export class FrameLink {
  readonly #port: MessagePort;
  readonly #rate = new RateLimit({perSecond: sustained, burst});
  #refused = 0;

  constructor(port: MessagePort, on: {message: (message: FrameMessage) => void; flood: () => void}) {
    this.#port = port;
    port.onmessage = ({data}: MessageEvent<unknown>) => {
      if (!this.#rate.take(performance.now())) {
        this.#refused++;
        if (this.#refused === 1 || this.#refused === maxRefused) on.flood();
        if (this.#refused === maxRefused) this.close();
        return;
      }
      const message = accept(data);
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
