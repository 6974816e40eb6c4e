import type {SourceProblem} from '../../protocol.js';
import type {Project} from '../project.js';
import type {ServerLine} from '../serve/preview-reports.js';
import {buildCommand} from './build.js';
import {exitCodes, faint, killed, type Process, red} from './process.js';

const defaultPorts = {vite: 5173, static: 3000};

/** `vite` and `serve`: runs until it is killed. */
export async function serveCommand(
  process: Process,
  project: Project,
  kind: 'vite' | 'static',
): Promise<number> {
  const [word] = process.args;
  if (kind === 'vite' && word === 'build') return buildCommand(process, project);
  if (kind === 'vite' && word === 'preview') {
    process.write('vite preview is not supported here. npm run dev shows the app; dist can be downloaded.\n');
    return exitCodes.failure;
  }
  if (kind === 'vite' && !project.installation.hasTool('vite')) {
    process.write('vite is not installed. Run npm install first.\n');
    return exitCodes.notFound;
  }
  const startedAt = performance.now();
  const port = portArgument(process.args);
  const server = await project.startServer({
    port,
    defaultPort: defaultPorts[kind],
    fallsBackToIndex: kind === 'vite',
    log: (line) => process.write(`${serverLine(line)}\n`),
  });
  const milliseconds = Math.round(performance.now() - startedAt);
  process.write(`Ready in ${milliseconds} ms, preview on port ${server.port}\n`);
  await killed(process.signal);
  server.close();
  return exitCodes.killed;
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
