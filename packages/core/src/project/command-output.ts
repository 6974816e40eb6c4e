import type {Runtime, RuntimeProcess} from '../runtime/runtime.js';
import {OutputLog} from './output-log.js';

/** Starts the project's own commands and shows them, and what they write, as if they were typed. */
export class CommandOutput {
  readonly log = new OutputLog();

  /** `ended` answers the exit code, once all that was written is shown. */
  async start(
    runtime: Runtime,
    command: string,
    args: readonly string[],
  ): Promise<{process: RuntimeProcess; ended: Promise<number>}> {
    this.log.write(`\x1b[2m$\x1b[0m ${[command, ...args].join(' ')}\r\n`);
    const process = await runtime.spawn(command, [...args]);
    const shown = process.output.pipeTo(new WritableStream({write: (chunk) => this.log.write(chunk)}));
    return {process, ended: shown.then(() => process.exit)};
  }

  /** What a command said last, which is where tools put the reason. */
  lastLine(fallback: string): string {
    const lines = this.log.text.replace(/\x1b\[[0-9;]*m/g, '').split(/\r?\n/);
    return lines.findLast((line) => line.trim() !== '' && !line.startsWith('$'))?.trim() ?? fallback;
  }
}
