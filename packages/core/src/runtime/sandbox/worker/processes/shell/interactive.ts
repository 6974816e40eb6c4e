import {exitCodes, faint, type Process, red} from '../process.js';
import type {Terminal} from '../terminal.js';
import {complete} from './completion.js';
import {type EditorEvent, LineEditor} from './line-editor.js';
import {parseShell} from './parse.js';
import type {Shell} from './shell.js';
import {ShellSyntaxError} from './syntax.js';

/** A shell at a terminal: reads lines and runs them until `exit`, Ctrl-D or the end of the process. */
export async function runInteractive(shell: Shell, process: Process, terminal: Terminal): Promise<number> {
  const keys = new Keys(shell, terminal, process.signal);
  let unfinished = '';
  while (shell.exitCode === undefined && !process.signal.aborted) {
    const event = await keys.readLine(unfinished === '' ? prompt(shell) : faint('> '));
    if (event.type === 'end') break;
    if (event.type === 'interrupt') {
      unfinished = '';
      shell.lastCode = exitCodes.interrupted;
      continue;
    }
    if (event.type !== 'line') continue;
    const source = unfinished === '' ? event.line : `${unfinished}\n${event.line}`;
    unfinished = '';
    if (source.trim() === '') continue;
    try {
      const list = parseShell(source);
      if (shell.history.at(-1) !== source) shell.history.push(source);
      await runInForeground(list, shell, process, terminal);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      if (error.isUnfinished) unfinished = source;
      else {
        process.writeError(`${red(error.message)}\n`);
        shell.lastCode = exitCodes.misuse;
      }
    }
  }
  for (const {controller} of shell.jobs) controller.abort(exitCodes.killed);
  return shell.exitCode ?? shell.lastCode;
}

function prompt(shell: Shell): string {
  const mark = shell.lastCode === 0 ? '\u001b[32m❯\u001b[39m' : '\u001b[31m❯\u001b[39m';
  return `\u001b[36m${shell.shownCwd}\u001b[39m ${mark} `;
}

/** Runs a line with the keyboard to itself. Ctrl-C ends what runs, not the shell. */
async function runInForeground(
  list: ReturnType<typeof parseShell>,
  shell: Shell,
  process: Process,
  terminal: Terminal,
): Promise<void> {
  const controller = new AbortController();
  const interrupts = {handler: undefined as (() => void) | undefined};
  const onAbort = () => controller.abort(process.signal.reason);
  process.signal.addEventListener('abort', onAbort, {once: true});
  const before = terminal.onInterrupt;
  terminal.onInterrupt = () => {
    if (interrupts.handler) interrupts.handler();
    else controller.abort(exitCodes.interrupted);
  };
  shell.lastCode = await shell.run(list, {...process, signal: controller.signal, interrupts});
  terminal.onInterrupt = before;
  terminal.setRawMode(false);
  process.signal.removeEventListener('abort', onAbort);
}

/** Lines from the keyboard, by way of the editor. Keys pressed ahead wait for the next line. */
class Keys {
  readonly #terminal: Terminal;
  readonly #signal: AbortSignal;
  readonly #editor: LineEditor;
  #ahead = '';

  constructor(shell: Shell, terminal: Terminal, signal: AbortSignal) {
    this.#terminal = terminal;
    this.#signal = signal;
    this.#editor = new LineEditor(shell.history, {
      show: (text) => terminal.show(text),
      columns: () => terminal.size.cols,
      complete: (before) => complete(before, shell),
    });
  }

  readLine(prompt: string): Promise<EditorEvent> {
    this.#editor.begin(prompt);
    this.#terminal.setRawMode(true);
    return new Promise((resolve) => {
      // Keys that wait are handed over before reading has even begun.
      let stop: (() => void) | undefined;
      let isFinished = false;
      const finish = (event: EditorEvent) => {
        isFinished = true;
        stop?.();
        this.#signal.removeEventListener('abort', onAbort);
        this.#terminal.setRawMode(false);
        resolve(event);
      };
      const onAbort = () => finish({type: 'end'});
      const take = (text: string): void => {
        this.#ahead += text;
        if (isFinished) return;
        while (this.#ahead !== '') {
          const {length, event} = this.#editor.take(this.#ahead);
          this.#ahead = this.#ahead.slice(length);
          if (event && event.type !== 'clear') {
            // What was pasted behind the line belongs to whatever it starts.
            const rest = this.#ahead;
            this.#ahead = '';
            finish(event);
            if (rest !== '') this.#terminal.receive(rest);
            return;
          }
        }
      };
      stop = this.#terminal.input.read({data: take, end: onAbort});
      if (isFinished) stop();
      this.#signal.addEventListener('abort', onAbort, {once: true});
    });
  }
}
