import type {NodeHost} from '../../node/host/main.js';
import type {Project} from '../project.js';
import {parseCommandLine} from './command-line.js';
import {npm, type PackageManager} from './npm.js';
import {findBin} from './package-bins.js';
import {type Command, exitCodes, type Process, red} from './process.js';
import {refusalOfCommand} from './refused-commands.js';
import {serveCommand} from './serve.js';
import type {ShellModule} from './shell/main.js';
import type {ShellHost} from './shell/shell.js';

/** A script such as `tsc -b && vite build` must go on. */
const typeCheck: Command = (process) => {
  process.write('Types are not checked here.\n');
  return exitCodes.success;
};

/** Finds what a command name means. */
export class Commands {
  readonly #project: Project;
  readonly #commands: Record<string, Command>;

  readonly #host: ShellHost;

  constructor(project: Project) {
    this.#project = project;
    this.#host = {
      files: project.files,
      change: (process, change) => project.change(change, {process: process.id}),
      run: (process, name) => this.run(process, name),
      commandNames: () => this.#names(),
    };
    const packageManager =
      (manager: PackageManager): Command =>
      (process) =>
        npm(process, this.#project, this, manager);
    this.#commands = {
      npm: packageManager('npm'),
      pnpm: packageManager('pnpm'),
      yarn: packageManager('yarn'),
      bun: packageManager('bun'),
      npx: (process) => {
        const [name = '', ...args] = process.args.filter((arg) => arg !== '-y' && arg !== '--yes');
        return this.run({...process, args}, name.replace(/(?!^)@.*$/, ''));
      },
      vite: (process) => serveCommand(process, this.#project, 'vite'),
      serve: (process) => serveCommand(process, this.#project, 'static'),
      'http-server': (process) => serveCommand(process, this.#project, 'static'),
      node: (process) => this.#node().node(process, this.#project),
      tsx: (process) => this.#node().node(process, this.#project),
      'ts-node': (process) => this.#node().node(process, this.#project),
      tsc: typeCheck,
      'vue-tsc': typeCheck,
      'svelte-check': typeCheck,
      vitest: (process) => this.#node().vitest(process, this.#project),
      sh: (process) => this.#shell().shell(process, this.#host),
      jsh: (process) => this.#shell().shell(process, this.#host),
      bash: (process) => this.#shell().shell(process, this.#host),
    };
  }

  async run(process: Process, name: string): Promise<number> {
    const command = Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined;
    if (command) return command(process);
    const refusal = refusalOfCommand(name);
    if (refusal !== undefined) {
      process.writeError(`${red(refusal)}\n`);
      return exitCodes.failure;
    }
    const bin = findBin(this.#project.files, name);
    if (bin !== undefined)
      return this.#node().node({...process, args: [bin, ...process.args]}, this.#project);
    const {commands} = this.#shell();
    const shellCommand = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (shellCommand) return shellCommand(process, this.#host);
    process.writeError(`${name} is not a command here. help lists those there are, in a terminal.\n`);
    return exitCodes.notFound;
  }

  /** Runs a line of package.json's `scripts`. Lines that only name commands need no shell. */
  async runLine(process: Process, line: string, extraArgs: readonly string[]): Promise<number> {
    const commands = parseCommandLine(line);
    if (!commands) {
      const whole = [line, ...extraArgs.map((arg) => `'${arg.replaceAll("'", `'\\''`)}'`)].join(' ');
      return this.run({...process, args: ['-c', whole]}, 'sh');
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

  /** The shell and the commands it brings, loaded when first needed. */
  #shell(): ShellModule {
    if (!globalThis.codecraftShell) this.#project.runAsset('shell.js');
    return globalThis.codecraftShell!;
  }

  /** What runs Node programs, loaded when first needed. */
  #node(): NodeHost {
    if (!globalThis.codecraftNodeHost) this.#project.runAsset('node-host.js');
    return globalThis.codecraftNodeHost!;
  }

  #names(): string[] {
    return [...new Set([...Object.keys(this.#commands), ...Object.keys(this.#shell().commands)])].sort();
  }
}
