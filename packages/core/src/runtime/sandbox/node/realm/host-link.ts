import type {ProcessCommand, ProcessMessage} from '../protocol.js';

type Stream = (ProcessMessage & {type: 'output'})['stream'];

/** Writes that go out at once before the rest of the same turn is gathered. */
const immediateWrites = 100;
const maxGathered = 16_384;
const maxOutput = 900_000;

/** The process's end of the port to the runtime. */
export class HostLink {
  readonly #port: MessagePort;
  #gathered = '';
  #stream: Stream = 'stdout';
  #writes = 0;
  onCommand: (command: ProcessCommand) => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({data}: MessageEvent<ProcessCommand>) => this.onCommand(data);
  }

  send(message: ProcessMessage, transfer: Transferable[] = []): void {
    this.flush();
    this.#port.postMessage(message, transfer);
  }

  /** Shows text. A program that prints a lot in one turn sends some of it together. */
  write(stream: Stream, text: string): void {
    if (this.#writes++ === 0) {
      queueMicrotask(() => {
        this.#writes = 0;
        this.flush();
      });
    }
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    this.#gathered += text;
    // At once as far as possible: what follows may never give way, and the last words matter most.
    if (this.#writes <= immediateWrites || this.#gathered.length > maxGathered) this.flush();
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
    }
  }
}
