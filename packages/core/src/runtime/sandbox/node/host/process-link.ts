import {ShapeError} from '../../shape.js';
import {RateLimit} from '../../worker/serve/rate-limit.js';
import {type ProcessCommand, type ProcessMessage, processMessage} from '../protocol.js';

/** Messages a second a program may send on average, and at once. One that prints each line by itself sends some thousands. */
const sustained = 5000;
const burst = 50_000;
/** Bytes and characters of files and output a second on average, and at once. */
const sustainedLength = 20_000_000;
const burstLength = 200_000_000;

export interface LinkEvents {
  message: (message: ProcessMessage) => void;
  /** It sends more than is good for the page. Nothing of it is heard any more. */
  flood: () => void;
}

/**
 * The worker's end of the port to one process.
 *
 * The other end belongs to user code, whatever it claims to be: every message is checked and counted here, and nothing
 * passes on unchecked.
 */
export class ProcessLink {
  readonly #port: MessagePort;
  readonly #rate = new RateLimit({perSecond: sustained, burst});
  readonly #volume = new RateLimit({perSecond: sustainedLength, burst: burstLength});

  constructor(port: MessagePort, on: LinkEvents) {
    this.#port = port;
    port.onmessage = ({data}: MessageEvent<unknown>) => {
      const message = accept(data);
      const now = performance.now();
      if (!this.#rate.take(now) || !this.#volume.take(now, message ? lengthOf(message) : 0)) {
        this.close();
        return on.flood();
      }
      if (message) on.message(message);
    };
  }

  send(command: ProcessCommand, transfer: Transferable[] = []): void {
    this.#port.postMessage(command, transfer);
  }

  close(): void {
    this.#port.onmessage = null;
    this.#port.close();
  }
}

/** A message of no known shape comes from code that plays with our port; it is dropped. */
function accept(data: unknown): ProcessMessage | undefined {
  try {
    return processMessage(data, 'message');
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

function lengthOf(message: ProcessMessage): number {
  switch (message.type) {
    case 'output':
      return message.text.length;
    case 'write-file':
      return message.contents.length;
    case 'response-data':
      return message.data.length;
    case 'request':
      return message.body?.length ?? 0;
    default:
      return 0;
  }
}
