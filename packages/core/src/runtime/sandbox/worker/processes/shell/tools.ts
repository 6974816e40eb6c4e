import {exitCodes, faint, type Process} from '../process.js';
import type {FileCommand} from './commands/arguments.js';

/*
 * Tools that scripts of package.json use around the real work. They start or find programs of the operating system, so
 * the packages themselves cannot run here; what scripts want of them can.
 */

/** `cross-env NAME=value command` */
const crossEnv: FileCommand = (process, host) => host.run({...process, args: process.args}, 'env');

/** `rimraf dist` */
const rimraf: FileCommand = (process, host) => host.run({...process, args: ['-rf', ...process.args]}, 'rm');

/** `nodemon server.js` */
const nodemon: FileCommand = (process, host) => {
  const args = process.args.filter(
    (arg, index) => !/^(?:-w|--watch|-e|--ext)$/.test(process.args[index - 1] ?? '') && !arg.startsWith('-'),
  );
  return host.run({...process, args: ['--watch', ...args]}, 'node');
};

/** `concurrently "npm:api" "npm run web"` and `run-p`: side by side until one fails or all have ended. */
const concurrently: FileCommand = async (process, host) => {
  const lines = process.args
    .filter((arg) => !arg.startsWith('-'))
    .map((arg) => arg.replace(/^npm:/, 'npm run '));
  const controller = new AbortController();
  const onAbort = () => controller.abort(process.signal.reason);
  process.signal.addEventListener('abort', onAbort, {once: true});
  const codes = await Promise.all(
    lines.map(async (line, index) => {
      const write = labelled(process, index);
      const code = await host.run(
        {
          ...process,
          signal: controller.signal,
          terminal: undefined,
          args: ['-c', line],
          write,
          writeError: write,
        },
        'sh',
      );
      write(`ended with ${code}\n`);
      if (code !== exitCodes.success) controller.abort(exitCodes.killed);
      return code;
    }),
  );
  return codes.find((code) => code !== exitCodes.success) ?? exitCodes.success;
};

/** Each line with the number of its command before it. */
function labelled({write}: Process, index: number): (text: string) => void {
  let isLineStart = true;
  return (text) => {
    const label = faint(`[${index}] `);
    const body = text.replace(/\n(?=.)/g, `\n${label}`);
    write((isLineStart ? label : '') + body);
    isLineStart = text.endsWith('\n');
  };
}

const inParallel: FileCommand = (process, host) =>
  concurrently({...process, args: process.args.map((name) => `npm run ${name}`)}, host);

const inTurn: FileCommand = (process, host) =>
  host.run(
    {
      ...process,
      args: [
        '-c',
        process.args
          .filter((arg) => !arg.startsWith('-'))
          .map((name) => `npm run ${name}`)
          .join(' && '),
      ],
    },
    'sh',
  );

/** The editor shows types; nothing here checks them. */
function unchecked(name: string): FileCommand {
  return ({write}) => {
    write(`${faint(`${name} does nothing here: types are removed without being checked.`)}\n`);
    return exitCodes.success;
  };
}

export const tools: Record<string, FileCommand> = {
  'cross-env': crossEnv,
  rimraf,
  nodemon,
  concurrently,
  'run-p': inParallel,
  'run-s': inTurn,
  'npm-run-all': inTurn,
  tsc: unchecked('tsc'),
  'vue-tsc': unchecked('vue-tsc'),
};
