import type {ProcessInput} from './process-input.js';
import type {Terminal} from './terminal.js';

/** One running command, as it sees itself. */
export interface Process {
  /** The process that the page started; commands it starts in turn have the same. */
  readonly id: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The folder it runs in, from the project's root. */
  readonly cwd: string;
  /** Aborted by `kill()` and Ctrl-C, with the exit code as its reason. */
  readonly signal: AbortSignal;
  readonly interrupts: Interrupts;
  readonly input: ProcessInput;
  /** Where the output is seen; undefined where it goes into a file or another command. */
  readonly terminal: Terminal | undefined;
  /** Text for the terminal; lines end in `\n`. */
  write(text: string): void;
  writeError(text: string): void;
}

/** What Ctrl-C does. */
export interface Interrupts {
  /** Set by a command that wants to hear of Ctrl-C instead of being ended. */
  handler: (() => void) | undefined;
}

/** Runs until it ends, and answers the exit code. */
export type Command = (process: Process) => Promise<number> | number;

export const exitCodes = {
  success: 0,
  failure: 1,
  misuse: 2,
  notFound: 127,
  interrupted: 130,
  killed: 143,
} as const;

export function faint(text: string): string {
  return `\u001b[2m${text}\u001b[22m`;
}

export function red(text: string): string {
  return `\u001b[31m${text}\u001b[39m`;
}

/** Resolves when the process is killed. */
export function killed(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), {once: true});
  });
}

/** The exit code that a process ends with once it was killed. */
export function exitCodeOf(signal: AbortSignal): number {
  return typeof signal.reason === 'number' ? signal.reason : exitCodes.killed;
}
