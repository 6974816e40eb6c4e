import type {WorkerMessage, WorkerMethods} from '../../protocol.js';
import {normalizePath} from '../files/paths.js';
import type {Commands} from './commands.js';
import {exitCodeOf, exitCodes, type Interrupts, type Process, red} from './process.js';
import {ProcessInput} from './process-input.js';
import {Terminal, type TerminalSize} from './terminal.js';

interface Entry {
  controller: AbortController;
  interrupts: Interrupts;
  input: ProcessInput;
  terminal: Terminal | undefined;
}

const controlC = '\u0003';

/** The processes that the page started and that still run. */
export class ProcessTable {
  readonly #commands: Commands;
  readonly #send: (message: WorkerMessage) => void;
  readonly #running = new Map<number, Entry>();

  constructor(commands: Commands, send: (message: WorkerMessage) => void) {
    this.#commands = commands;
    this.#send = send;
  }

  /** Runs a command to its end. Whatever it throws is its own failure, never ours. */
  async run({process: id, command, args, cwd, env, terminal: size}: WorkerMethods['spawn']['params']) {
    const write = (text: string) =>
      this.#send({type: 'output', process: id, text: text.replace(/\r?\n/g, '\r\n')});
    const controller = new AbortController();
    const interrupts: Interrupts = {handler: undefined};
    const terminal = size && new Terminal(size, write);
    const input = terminal?.input ?? new ProcessInput();
    const entry: Entry = {controller, interrupts, input, terminal};
    if (terminal) terminal.onInterrupt = () => interrupt(entry);
    this.#running.set(id, entry);
    const process: Process = {
      id,
      args,
      env,
      cwd: normalizePath(cwd),
      signal: controller.signal,
      interrupts,
      input,
      terminal,
      write,
      writeError: write,
    };
    let code: number;
    try {
      code = await this.#commands.run(process, command);
    } catch (error) {
      write(`${red(error instanceof Error ? error.message : String(error))}\n`);
      code = exitCodes.failure;
    }
    this.#running.delete(id);
    const {signal} = controller;
    this.#send({type: 'exit', process: id, code: signal.aborted ? exitCodeOf(signal) : code});
  }

  kill(id: number): void {
    this.#running.get(id)?.controller.abort(exitCodes.killed);
  }

  /** Keys, or text for a process without a terminal. There, too, Ctrl-C interrupts. */
  input(id: number, text: string): void {
    const entry = this.#running.get(id);
    if (entry?.terminal) entry.terminal.receive(text);
    else if (entry && text === controlC) interrupt(entry);
    else entry?.input.push(text);
  }

  endInput(id: number): void {
    this.#running.get(id)?.input.end();
  }

  resize(id: number, size: TerminalSize): void {
    this.#running.get(id)?.terminal?.resize(size);
  }
}

function interrupt({interrupts, controller}: Entry): void {
  if (interrupts.handler) interrupts.handler();
  else controller.abort(exitCodes.interrupted);
}
