import {normalizePath} from '../../files/paths.js';
import type {Process} from '../process.js';
import {ProcessInput} from '../process-input.js';
import type {Shell} from './shell.js';
import type {Redirect, Word} from './syntax.js';

/**
 * The process with its input and output led elsewhere.
 *
 * @returns also what to call once it has ended, for files to be complete
 */
export async function applyRedirects(
  redirects: readonly Redirect[],
  process: Process,
  shell: Shell,
  expand: (word: Word) => Promise<string>,
): Promise<{redirected: Process; finish: () => void}> {
  let redirected = {...process};
  const finishes: (() => void)[] = [];
  for (const {from, kind, target} of redirects) {
    const name = await expand(target);
    if (kind === 'join') {
      // Bound now: `2>&1 >file` leaves errors where output was before.
      const {write, writeError} = redirected;
      if (from === 2) redirected = {...redirected, writeError: write};
      else redirected = {...redirected, write: writeError};
    } else if (kind === 'text') redirected = {...redirected, input: ProcessInput.of(`${name}\n`)};
    else if (kind === 'read') {
      const text = shell.host.files.textIfAny(normalizePath(name, shell.cwd));
      if (text === undefined) throw new Error(`${name}: no such file`);
      redirected = {...redirected, input: ProcessInput.of(text)};
    } else {
      const file = new FileOutput(shell, process, name, kind === 'append');
      finishes.push(() => file.flush());
      const write = (text: string) => file.write(text);
      if (from !== 2) redirected = {...redirected, write, terminal: undefined};
      if (from === 2 || from === 'both') redirected = {...redirected, writeError: write};
    }
  }
  return {
    redirected,
    finish: () => {
      for (const finish of finishes) finish();
    },
  };
}

/** Output into a file, written now and then while the command runs. */
class FileOutput {
  readonly #shell: Shell;
  readonly #process: Process;
  readonly #path: string | undefined;
  #text: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  static readonly #flushDelayMs = 200;

  constructor(shell: Shell, process: Process, name: string, isAppending: boolean) {
    const isDiscarded = name === '/dev/null';
    this.#shell = shell;
    this.#process = process;
    this.#path = isDiscarded ? undefined : normalizePath(name, shell.cwd);
    this.#text = isAppending && this.#path ? (shell.host.files.textIfAny(this.#path) ?? '') : '';
    this.flush();
  }

  write(text: string): void {
    this.#text += text;
    this.#timer ??= setTimeout(() => this.flush(), FileOutput.#flushDelayMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const path = this.#path;
    if (path === undefined) return;
    const {files, change} = this.#shell.host;
    change(this.#process, () => files.write(path, this.#text));
  }
}
