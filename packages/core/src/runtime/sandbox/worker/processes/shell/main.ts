import {normalizePath} from '../../files/paths.js';
import {exitCodes, type Process} from '../process.js';
import type {FileCommand} from './commands/arguments.js';
import {fileCommands} from './commands/files.js';
import {systemCommands} from './commands/system.js';
import {textCommands} from './commands/text.js';
import {runInteractive} from './interactive.js';
import {parseShell} from './parse.js';
import {Shell, type ShellHost} from './shell.js';
import {tools} from './tools.js';

/*
 * The shell and its commands, which load with the first line that needs them.
 *
 * Weighed against just-bash 3.4 (Apache-2.0): 348 KB gz in its build for browsers, and it hands over a command's output
 * only once it has ended, while here servers run for hours and are typed at. This is a thirtieth of that.
 */
export interface ShellModule {
  /** `sh` and `jsh`: with a file or `-c` what stands there, else what is typed. */
  shell: (process: Process, host: ShellHost) => Promise<number>;
  commands: Readonly<Record<string, FileCommand>>;
}

declare global {
  /** Set by `shell.js` when it runs in the worker. */
  var codecraftShell: ShellModule | undefined;
}

async function shell(process: Process, host: ShellHost): Promise<number> {
  const {args, cwd, env, terminal} = process;
  const [first, second, ...rest] = args;
  if (first === '-c') return runSource(second ?? '', ['sh', ...rest]);
  if (first !== undefined && !first.startsWith('-')) {
    const path = normalizePath(first, cwd);
    if (!host.files.isFile(path)) {
      process.writeError(`sh: ${first}: no such file\n`);
      return exitCodes.notFound;
    }
    return runSource(host.files.readText(path), args);
  }
  if (terminal) return runInteractive(new Shell(host, {cwd, env}), process, terminal);
  return runSource(await process.input.readAll(process.signal), ['sh']);

  function runSource(source: string, shellArgs: readonly string[]): Promise<number> {
    return new Shell(host, {cwd, env, args: shellArgs}).run(parseShell(source), process);
  }
}

globalThis.codecraftShell = {
  shell,
  commands: {...fileCommands, ...textCommands, ...systemCommands, ...tools},
};
