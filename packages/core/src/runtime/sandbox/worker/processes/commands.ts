import {nodeCommand, vitestCommand} from '../../node/host/node-command.js';
import type {Project} from '../project.js';
import {parseCommandLine} from './command-line.js';
import {npm} from './npm.js';
import {type Command, exitCodes, type Process} from './process.js';
import {serveCommand} from './serve.js';

/** Finds what a command name means. */
export class Commands {
  readonly #project: Project;
  readonly #commands: Record<string, (process: Process) => Promise<number> | number>;

  constructor(project: Project) {
    this.#project = project;
    const packageManager: Command = (process) => npm(process, this.#project, this);
    this.#commands = {
      npm: packageManager,
      pnpm: packageManager,
      yarn: packageManager,
      bun: packageManager,
      npx: (process) => this.run({...process, args: process.args.slice(1)}, process.args[0] ?? ''),
      vite: (process) => serveCommand(process, this.#project, 'vite'),
      serve: (process) => serveCommand(process, this.#project, 'static'),
      'http-server': (process) => serveCommand(process, this.#project, 'static'),
      node: (process) => nodeCommand(process, this.#project),
      tsx: (process) => nodeCommand(process, this.#project),
      'ts-node': (process) => nodeCommand(process, this.#project),
      vitest: (process) => vitestCommand(process, this.#project),
      echo: (process) => {
        process.write(`${process.args.join(' ')}\n`);
        return exitCodes.success;
      },
    };
  }

  async run(process: Process, name: string): Promise<number> {
    const command = Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined;
    if (command) return command(process);
    process.write(
      `${name} is not a command of this runtime. It has ${Object.keys(this.#commands).join(', ')}.\n`,
    );
    return exitCodes.notFound;
  }

  /** Runs a line of package.json's `scripts`, stopping at the first command that fails. */
  async runLine(process: Process, line: string, extraArgs: readonly string[]): Promise<number> {
    const commands = parseCommandLine(line);
    if (!commands) {
      process.write(
        `This script uses shell syntax that is not supported here: ${line}\nCommands can be joined with &&.\n`,
      );
      return exitCodes.failure;
    }
    let code: number = exitCodes.success;
    for (const [index, {env, words}] of commands.entries()) {
      const [name = '', ...args] = words;
      const isLast = index === commands.length - 1;
      code = await this.run(
        {...process, env: {...process.env, ...env}, args: isLast ? [...args, ...extraArgs] : args},
        name,
      );
      if (code !== exitCodes.success) break;
    }
    return code;
  }
}
