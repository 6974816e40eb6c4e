import {ShapeError} from '../../shape.js';
import {RateLimit} from '../../worker/serve/rate-limit.js';
import {type ProcessCommand, type ProcessMessage, processMessage} from '../protocol.js';
import {Backlog} from './backlog.js';

/** Messages a second, and at once. A program that writes many small files sends some thousands at once. */
const messageRate = {perSecond: 2000, burst: 20_000};
/** Our end of the port sends no message of an unknown shape, so each weighs more. */
const unknownWeight = 10;
/** Characters of output. Nobody reads more, and the page has to keep what it shows. */
const outputRate = {perSecond: 4_000_000, burst: 16_000_000};
/** Bytes of files and answers. */
const volumeRate = {perSecond: 20_000_000, burst: 100_000_000};

/** What a process says, but for what the link hears itself. */
export type LinkMessage = Exclude<ProcessMessage, {type: 'pong'}>;

export interface LinkEvents {
  message: (message: LinkMessage) => void;
  /** Pieces of streams go as fast as they are read, and there is room for a window of each: they are not counted. */
  isExpected: (message: ProcessMessage) => boolean;
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
  readonly #backlog = new Backlog((token) => this.send({type: 'ping', token}));
  readonly #messages = new RateLimit(messageRate);
  readonly #output = new RateLimit(outputRate);
  readonly #volume = new RateLimit(volumeRate);

  constructor(port: MessagePort, on: LinkEvents) {
    this.#port = port;
    port.onmessage = ({data}: MessageEvent<unknown>) => {
      const message = accept(data);
      const isExpected = message !== undefined && on.isExpected(message);
      if (!isExpected && !this.#isWithinLimits(message)) {
        this.close();
        return on.flood();
      }
      if (message?.type === 'pong') this.#backlog.answered(message.token);
      else if (message) on.message(message);
    };
  }

  #isWithinLimits(message: ProcessMessage | undefined): boolean {
    if (!this.#backlog.take()) return false;
    const now = performance.now();
    if (!this.#messages.take(now, message ? 1 : unknownWeight)) return false;
    if (message?.type === 'output') return this.#output.take(now, message.text.length);
    return this.#volume.take(now, message ? lengthOf(message) : 0);
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
    case 'write-file':
      return message.contents.length;
    case 'response-data':
    case 'socket-message':
      return message.data.length;
    case 'request':
      return message.body?.length ?? 0;
    default:
      return 0;
  }
}
