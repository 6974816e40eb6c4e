import type {SourceProblem} from '../../protocol.js';
import {normalizePath} from '../files/paths.js';
import type {Project} from '../project.js';
import {BuiltFiles} from '../serve/built-files.js';
import type {ServerLine} from '../serve/preview-reports.js';
import {buildCommand} from './build.js';
import {exitCodes, faint, killed, type Process, red} from './process.js';

const defaultPorts = {vite: 5173, preview: 4173, static: 3000};

/** `vite` and `serve`: runs until it is killed. */
export async function serveCommand(
  process: Process,
  project: Project,
  kind: 'vite' | 'static',
): Promise<number> {
  const [word] = process.args;
  if (kind === 'static') return serve(process, project, 'static', folderArgument(process));
  if (word === 'build') return buildCommand(process, project);
  if (word === 'preview') return serve(process, project, 'preview', '/dist');
  if (!project.installation.hasTool('vite')) {
    process.write('vite is not installed. Run npm install first.\n');
    return exitCodes.notFound;
  }
  return serve(process, project, 'vite', '/');
}

async function serve(
  process: Process,
  project: Project,
  kind: keyof typeof defaultPorts,
  folder: string,
): Promise<number> {
  const {args} = process;
  if (!project.files.isDirectory(folder)) {
    const remedy = folder === '/dist' ? ' npm run build makes it.' : '';
    process.writeError(`There is no folder ${folder.slice(1)} to serve.${remedy}\n`);
    return exitCodes.failure;
  }
  const startedAt = performance.now();
  const server = await project.startServer({
    port: portArgument(args),
    defaultPort: defaultPorts[kind],
    origin: folder === '/' ? undefined : new BuiltFiles(project.files, folder),
    fallsBackToIndex: kind !== 'static' || args.includes('-s') || args.includes('--single'),
    log: (line) => process.write(`${serverLine(line)}\n`),
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  process.write(`Ready in ${milliseconds} ms, preview on port ${server.port}\n`);
  await killed(process.signal);
  server.close();
  return exitCodes.killed;
}

/** `serve dist`: the first word that is neither an option nor the number behind one. */
function folderArgument({args, cwd}: Process): string {
  return normalizePath(args.find((arg) => !/^-|^\d+$/.test(arg)) ?? '.', cwd);
}

function portArgument(args: readonly string[]): number | undefined {
  const value = /(?:^|\s)(?:--port|-p|-l)[=\s](\d+)/.exec(args.join(' '))?.[1];
  return value === undefined ? undefined : Number(value);
}

/** `10:41:52  src/App.tsx         11 ms`, as in the design. */
function serverLine(line: ServerLine): string {
  const time = new Date().toTimeString().slice(0, 8);
  if (line.type === 'problem')
    return `${faint(time)}  ${red(placeOf(line.problem))}  ${line.problem.message}`;
  return `${faint(time)}  ${line.path.padEnd(16)}  ${String(Math.round(line.durationMs)).padStart(3)} ms`;
}

function placeOf({path, line, column}: SourceProblem): string {
  return [path, line, column].filter((part) => part !== undefined).join(':');
}
