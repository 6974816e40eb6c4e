import type {ProcessCommand, ProcessMessage} from '../protocol.js';

type Stream = (ProcessMessage & {type: 'output'})['stream'];

/** Writes that go out by themselves in one {@link windowMs}; more are gathered. */
const immediateWrites = 100;
const windowMs = 50;
/** Pieces of output of a program that does not give way, before only one goes out in a window. */
const maxPieces = 4000;
const maxGathered = 65_536;
const maxOutput = 900_000;

const later = globalThis.setTimeout.bind(globalThis);

/** The process's end of the port to the runtime. */
export class HostLink {
  readonly #port: MessagePort;
  #gathered = '';
  #stream: Stream = 'stdout';
  #writes = 0;
  #windowStart = 0;
  /** Since the program last gave way. */
  #pieces = 0;
  #isFlushDue = false;
  onCommand: (command: ProcessCommand) => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({data: command}: MessageEvent<ProcessCommand>) => {
      if (command.type === 'ping') this.send({type: 'pong', token: command.token});
      else this.onCommand(command);
    };
  }

  send(message: ProcessMessage, transfer: Transferable[] = []): void {
    this.flush();
    this.#port.postMessage(message, transfer);
  }

  /** Shows text. What a program prints faster than anybody reads goes out in larger pieces. */
  write(stream: Stream, text: string): void {
    const now = performance.now();
    if (now - this.#windowStart > windowMs) {
      this.#windowStart = now;
      this.#writes = 0;
    }
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#gathered += text;
    // At once as far as possible: what follows may never give way, and the last words matter most.
    const immediate = this.#pieces < maxPieces ? immediateWrites : 1;
    if (++this.#writes <= immediate || this.#gathered.length > maxGathered) this.flush();
    this.#flushLater();
  }

  #flushLater(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    later(() => {
      this.#isFlushDue = false;
      this.#pieces = 0;
      this.flush();
    }, windowMs);
  }

  flush(): void {
    const text = this.#gathered;
    this.#gathered = '';
    for (let at = 0; at < text.length; at += maxOutput) {
      const message: ProcessMessage = {
        type: 'output',
        stream: this.#stream,
        text: text.slice(at, at + maxOutput),
      };
      this.#port.postMessage(message);
      this.#pieces++;
    }
  }
}
