/** One running command, as the page sees it. */
export interface Process {
  readonly id: number;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  /** Aborted by `kill()`. */
  readonly signal: AbortSignal;
  /** Text for the terminal; lines end in `\n`. */
  write(text: string): void;
}

/** Runs until it ends, and answers the exit code. */
export type Command = (process: Process) => Promise<number> | number;

export const exitCodes = {success: 0, failure: 1, notFound: 127, killed: 143} as const;

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
