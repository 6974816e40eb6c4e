import {normalizePath, workdir} from '../../files/paths.js';
import {exitCodes, type Process} from '../process.js';
import type {Shell} from './shell.js';

type Builtin = (process: Process, shell: Shell) => number | Promise<number>;

/** Commands that change the shell itself. */
export const builtins: Record<string, Builtin> = {
  cd: ({args, writeError}, shell) => {
    const target = args[0] === '-' ? shell.previousCwd : normalizePath(args[0] ?? '/', shell.cwd);
    if (!shell.host.files.isDirectory(target)) {
      writeError(`cd: there is no folder ${args[0]}\n`);
      return exitCodes.failure;
    }
    shell.previousCwd = shell.cwd;
    shell.cwd = target;
    return exitCodes.success;
  },
  pwd: ({write}, shell) => {
    write(`${shell.cwd === '/' ? workdir : workdir + shell.cwd}\n`);
    return exitCodes.success;
  },
  exit: ({args}, shell) => {
    shell.exitCode = Number(args[0] ?? shell.lastCode) & 255;
    return shell.exitCode;
  },
  export: ({args, write}, shell) => {
    if (args.length === 0) {
      for (const [name, value] of Object.entries(shell.environment())) write(`export ${name}="${value}"\n`);
    }
    for (const arg of args) {
      const [, name = arg, value] = /^([^=]+)=(.*)$/s.exec(arg) ?? [];
      if (value !== undefined) shell.variables.set(name, value);
      shell.exported.add(name);
    }
    return exitCodes.success;
  },
  unset: ({args}, shell) => {
    for (const name of args) shell.variables.delete(name);
    return exitCodes.success;
  },
  history: ({write}, shell) => {
    for (const [index, line] of shell.history.entries()) write(`${String(index + 1).padStart(5)}  ${line}\n`);
    return exitCodes.success;
  },
  jobs: ({write}, shell) => {
    for (const {id, source} of shell.jobs) write(`[${id}] ${source}\n`);
    return exitCodes.success;
  },
  kill: ({args, writeError}, shell) => {
    const wanted = args.filter((arg) => !arg.startsWith('-')).map((arg) => Number(arg.replace('%', '')));
    const found = shell.jobs.filter(({id}) => wanted.includes(id));
    for (const {controller} of found) controller.abort(exitCodes.killed);
    if (found.length > 0) return exitCodes.success;
    writeError('kill: there is no such job. List them with jobs.\n');
    return exitCodes.failure;
  },
  help: ({write}, shell) => {
    write(`Commands: ${[...Object.keys(builtins), ...shell.host.commandNames()].sort().join(', ')}\n`);
    return exitCodes.success;
  },
};
