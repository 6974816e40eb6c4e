import type {RuntimeProcess, SpawnOptions} from '../../runtime.js';
import type {WorkerClient} from './worker-client.js';

/** A command that runs in the worker. */
export class ProcessClient implements RuntimeProcess {
  readonly exit: Promise<number>;
  readonly output: ReadableStream<string>;
  readonly input: WritableStream<string>;
  readonly #id: number;
  readonly #worker: WorkerClient;
  #controller!: ReadableStreamDefaultController<string>;
  #resolveExit!: (code: number) => void;
  #isEnded = false;
  readonly #hasOutput: boolean;

  constructor(id: number, worker: WorkerClient, {output = true}: SpawnOptions = {}) {
    this.#id = id;
    this.#worker = worker;
    this.#hasOutput = output;
    this.exit = new Promise((resolve) => {
      this.#resolveExit = resolve;
    });
    this.output = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#isEnded = true;
      },
    });
    this.input = new WritableStream({
      write: (text) => this.#worker.send({type: 'input', process: this.#id, text}),
      close: () => this.#worker.send({type: 'input-end', process: this.#id}),
    });
  }

  kill(): void {
    this.#worker.send({type: 'kill', process: this.#id});
  }

  resize(size: {cols: number; rows: number}): void {
    this.#worker.send({type: 'resize', process: this.#id, size});
  }

  receive(text: string): void {
    if (this.#hasOutput && !this.#isEnded) this.#controller.enqueue(text);
  }

  end(code: number): void {
    if (!this.#isEnded) this.#controller.close();
    this.#isEnded = true;
    this.#resolveExit(code);
  }
}
