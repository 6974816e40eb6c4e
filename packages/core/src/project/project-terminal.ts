import type {Runtime, RuntimeProcess} from '../runtime/runtime.js';
import {OutputLog} from './output-log.js';

export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/** A shell in the project's runtime. It goes on while nobody shows it, until it is closed or the shell ends. */
export class ProjectTerminal {
  readonly id: string;
  readonly title: string;
  /** What the shell and its programs wrote, for whoever shows it. */
  readonly output = new OutputLog();
  private readonly onEnd: () => void;
  private size: TerminalSize = {cols: 80, rows: 24};
  private process: RuntimeProcess | null = null;
  private keys: WritableStreamDefaultWriter<string> | null = null;
  /** Typed before there was a shell. */
  private typedAhead = '';
  private isClosed = false;

  constructor(options: {id: string; title: string; start: () => Promise<Runtime>; onEnd: () => void}) {
    this.id = options.id;
    this.title = options.title;
    this.onEnd = options.onEnd;
    void this.open(options.start);
  }

  /** True for a process that was started here. */
  owns(process: RuntimeProcess): boolean {
    return process === this.process;
  }

  /** Hands over keys, as a terminal encodes them. */
  type(keys: string): void {
    if (this.keys) this.send(keys);
    else this.typedAhead += keys;
  }

  resize(size: TerminalSize): void {
    this.size = size;
    this.process?.resize(size);
  }

  /** Ends the shell and everything it started. */
  close(): void {
    this.isClosed = true;
    this.process?.kill();
  }

  private async open(start: () => Promise<Runtime>): Promise<void> {
    try {
      const runtime = await start();
      if (this.isClosed) return;
      const process = await runtime.spawn('jsh', {terminal: {...this.size}});
      this.process = process;
      this.keys = process.input.getWriter();
      if (this.isClosed) process.kill();
      else if (this.typedAhead) this.send(this.typedAhead);
      await process.output.pipeTo(new WritableStream({write: (chunk) => this.output.write(chunk)}));
      const code = await process.exit;
      this.process = null;
      if (this.isClosed || code === 0) this.onEnd();
      else this.fail(`The shell ended with code ${code}.`);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private send(keys: string): void {
    this.keys?.write(keys).catch(() => undefined); // the shell has ended, which its output says
  }

  private fail(sentence: string): void {
    this.output.write(`\r\n\x1b[31m${sentence}\x1b[0m Close this terminal and open another one.\r\n`);
  }
}
