import {normalizePath} from '../../worker/files/paths.js';
import {exitCodeOf, exitCodes, faint, type Process} from '../../worker/processes/process.js';
import type {Project} from '../../worker/project.js';
import {parseEnvFile} from '../../worker/resolve/env-files.js';
import {type NodeArguments, parseNodeArguments} from './node-arguments.js';
import {NodeProcess, type NodeProgram} from './node-process.js';
import {askedEnvironment} from './test-environment.js';
import {findTestFiles} from './test-files.js';

/** What `process.version` says: the Node whose behaviour is followed. */
const version = 'v22.12.0';
const extensions = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json', '/index.js', '/index.ts'];

/** `node`, `tsx` and `ts-node`: runs a file, the code of `-e`, or with `--test` the files that hold tests. */
export async function nodeCommand(process: Process, project: Project): Promise<number> {
  const parsed = parseNodeArguments(process.args);
  if (parsed.isVersionAsked) {
    process.write(`${version}\n`);
    return exitCodes.success;
  }
  const program = await programOf(parsed, process, project);
  if (typeof program === 'string') {
    process.writeError(`${program}\n`);
    return exitCodes.failure;
  }
  const {preloads, args, execArgs} = parsed;
  const described: NodeProgram = {program, preloads, args, execArgs};
  const inner = {...process, env: {...envFromFiles(parsed.envFiles, process, project), ...process.env}};
  return parsed.isWatching
    ? runAgainOnChanges(inner, project, described)
    : new NodeProcess(inner, project).run(described);
}

/** `vitest`, in the one way it can run here: once, with a list of what passed. */
export async function vitestCommand(process: Process, project: Project): Promise<number> {
  const words = process.args.filter((word) => !word.startsWith('-') && word !== 'run');
  const paths = findTestFiles(project.files.paths(), process.cwd, words, 'vitest');
  const environment = askedEnvironment(project.files, paths);
  if (environment !== undefined)
    process.write(`${faint(`${environment} is not available here: tests run without a document.`)}\n`);
  const script = await project.assetText('expectation.js');
  const program = {kind: 'test', paths, runner: 'vitest', script} as const;
  return new NodeProcess(process, project).run({program, preloads: [], args: [], execArgs: []});
}

/** @returns a sentence where there is nothing to run */
async function programOf(
  {file, code, isPrinted, isTest, args}: NodeArguments,
  process: Process,
  project: Project,
): Promise<NodeProgram['program'] | string> {
  if (code !== undefined) return {kind: 'code', code, isPrinted};
  if (isTest) {
    const paths = findTestFiles(project.files.paths(), process.cwd, args, 'node');
    return {kind: 'test', paths, runner: 'node', script: ''};
  }
  if (file === undefined || file === '-') {
    if (process.terminal) {
      return 'There is no interactive node here. Run a file with node file.js, or a line with node -e.';
    }
    return {kind: 'code', code: await process.input.readAll(process.signal), isPrinted: false};
  }
  const path = normalizePath(file, process.cwd);
  const found = extensions.map((extension) => path + extension).find((one) => project.files.isFile(one));
  if (found === undefined) return `There is no file ${file}. Check its name, or look with ls.`;
  return {kind: 'file', path: found};
}

function envFromFiles(paths: readonly string[], {cwd}: Process, {files}: Project): Record<string, string> {
  const texts = paths.map((path) => files.textIfAny(normalizePath(path, cwd)) ?? '');
  return Object.fromEntries(texts.flatMap((text) => parseEnvFile(text)));
}

/** `node --watch`: ends the program and starts it again with each change, until it is killed itself. */
async function runAgainOnChanges(process: Process, project: Project, program: NodeProgram): Promise<number> {
  while (!process.signal.aborted) {
    const round = new AbortController();
    const stop = () => round.abort(exitCodeOf(process.signal));
    process.signal.addEventListener('abort', stop, {once: true});
    const watcher = {};
    const changed = new Promise<void>((resolve) => {
      const stopWatching = project.watch((changes) => {
        if (changes.every(({path}) => path.startsWith('/node_modules/'))) return;
        stopWatching();
        resolve();
      }, watcher);
      process.signal.addEventListener('abort', () => resolve(stopWatching() as undefined), {once: true});
    });
    const running = new NodeProcess({...process, signal: round.signal}, project);
    const ended = running.run(program).then((code) => {
      if (!round.signal.aborted)
        process.write(`The program ended with ${code}. It runs again after a change.\n`);
    });
    await changed;
    round.abort(exitCodes.killed);
    await ended;
    process.signal.removeEventListener('abort', stop);
  }
  return exitCodeOf(process.signal);
}
