import type {RuntimeProcess} from '../runtime.js';
import type {ClientProcess} from './client.js';

const killedExitCode = 143;
const unknownCommandExitCode = 127;
/** How long output may still arrive after the exit code; the two take different ways and nothing orders them. */
const drainMs = 500;

/**
 * A process of a WebContainer that always ends: its output closes after it, and `abandon` ends it when the container
 * that would report the end is gone.
 */
export class ContainerProcess implements RuntimeProcess {
  readonly exit: Promise<number>;
  readonly output: ReadableStream<string>;
  readonly input: WritableStream<string>;
  private readonly process: ClientProcess;
  private endNow!: () => void;
  private isKilled = false;
  private isOver = false;

  constructor(process: ClientProcess, options: {hasOutput: boolean; onOutput: () => void}) {
    this.process = process;
    this.input = process.input;
    const abandoned = new Promise<void>((resolve) => {
      this.endNow = resolve;
    });
    this.exit = Promise.race([process.exit, abandoned]).then(
      (code) => {
        this.isOver = true;
        return this.isKilled || code === undefined ? killedExitCode : code;
      },
      (error) => {
        this.isOver = true;
        throw error;
      },
    );
    const afterExit = this.exit.then(wait, wait);
    this.output = options.hasOutput
      ? streamUntil(process.output, Promise.race([afterExit, abandoned]), options.onOutput)
      : emptyStream();
  }

  kill(): void {
    if (this.isOver) return;
    this.isKilled = true;
    this.process.kill();
  }

  resize(dimensions: {cols: number; rows: number}): void {
    if (!this.isOver) this.process.resize(dimensions);
  }

  /** Kills the process and ends it here at once, without waiting for the container to say so. */
  abandon(): void {
    this.kill();
    this.endNow();
  }
}

/** What a command that does not exist looks like in a shell: a line of output and the exit code 127. */
export function unknownCommand(command: string): RuntimeProcess {
  return {
    exit: Promise.resolve(unknownCommandExitCode),
    output: new ReadableStream({
      start: (controller) => {
        controller.enqueue(`command not found: ${command}\r\n`);
        controller.close();
      },
    }),
    input: new WritableStream(),
    kill: () => undefined,
    resize: () => undefined,
  };
}

/** `source` until it closes or `end` comes; what has arrived by then is still delivered. */
function streamUntil(
  source: ReadableStream<string>,
  end: Promise<void>,
  onChunk: () => void,
): ReadableStream<string> {
  const reader = source.getReader();
  const ended = end.then(() => ({done: true, value: undefined}) as const);
  return new ReadableStream<string>({
    pull: async (controller) => {
      const {done, value} = await Promise.race([reader.read(), ended]);
      if (done) {
        controller.close();
        await reader.cancel();
        return;
      }
      onChunk();
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function emptyStream(): ReadableStream<string> {
  return new ReadableStream({start: (controller) => controller.close()});
}

function wait(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, drainMs));
}
