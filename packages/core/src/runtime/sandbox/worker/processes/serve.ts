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
  if (kind === 'vite' && word === 'build') return buildCommand(process, project);
  if (kind === 'vite' && !project.installation.hasTool('vite')) {
    process.write('vite is not installed. Run npm install first.\n');
    return exitCodes.notFound;
  }
  const startedAt = performance.now();
  const port = portArgument(process.args);
  const isPreview = kind === 'vite' && word === 'preview';
  if (isPreview && !project.files.isFile('/dist/index.html')) {
    process.write('There is no dist/index.html to show. Run npm run build first.\n');
    return exitCodes.failure;
  }
  const folder = isPreview ? '/dist' : kind === 'static' ? servedFolder(process, project) : '/';
  const server = await project.startServer({
    port,
    defaultPort: defaultPorts[isPreview ? 'preview' : kind],
    fallsBackToIndex: kind === 'vite',
    origin: folder === '/' ? undefined : new BuiltFiles(project.files, folder),
    log: (line) => process.write(`${serverLine(line)}\n`),
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  process.write(`Ready in ${milliseconds} ms, preview on port ${server.port}\n`);
  await killed(process.signal);
  server.close();
  return exitCodes.killed;
}

/** `serve dist` */
function servedFolder({args, cwd}: Process, {files}: Project): string {
  const named = args.find(
    (arg, index) => !arg.startsWith('-') && !/^(-p|-l|--port)$/.test(args[index - 1] ?? ''),
  );
  const path = normalizePath(named ?? '.', cwd);
  return files.isDirectory(path) ? path : '/';
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
