import type {Project} from '../project.js';
import type {Commands} from './commands.js';
import {npmInstall} from './npm-install.js';
import {npmInit, npmList, npmUninstall} from './npm-manifest.js';
import {npmRun, readManifest} from './npm-scripts.js';
import {exitCodes, type Process} from './process.js';

/** Emulated as npm is; the others also run a script by its name alone. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

type Verb = (process: Process, project: Project, commands: Commands) => Promise<number> | number;

const install: Verb = (process, project) => npmInstall(process, project, process.args);
const run: Verb = (process, project, commands) => npmRun(process, project, commands);
const exec: Verb = (process, _project, commands) => commands.run(process, 'npx');
/** A script that may be called without `run`. */
const script =
  (name: string): Verb =>
  (process, project, commands) =>
    npmRun({...process, args: [name, ...process.args]}, project, commands);

const verbs: Readonly<Record<string, Verb>> = {
  install,
  i: install,
  ci: install,
  add: install,
  uninstall: npmUninstall,
  remove: npmUninstall,
  rm: npmUninstall,
  un: npmUninstall,
  ls: npmList,
  list: npmList,
  init: npmInit,
  create: npmInit,
  run,
  'run-script': run,
  exec,
  x: exec,
  dlx: exec,
  start: script('start'),
  test: script('test'),
  t: script('test'),
  dev: script('dev'),
  build: script('build'),
  preview: script('preview'),
};

/** The parts of npm (and of its relatives) that a project needs to run. */
export async function npm(
  process: Process,
  project: Project,
  commands: Commands,
  manager: PackageManager,
): Promise<number> {
  const [word = 'install', ...args] = process.args;
  const inner = {...process, args};
  if (word === '--version' || word === '-v') {
    process.write('10.0.0\n');
    return exitCodes.success;
  }
  if (Object.hasOwn(verbs, word)) return verbs[word]!(inner, project, commands);
  if (manager !== 'npm' && readManifest(process, project)?.scripts?.[word] !== undefined)
    return script(word)(inner, project, commands);
  const known = Object.keys(verbs).filter((verb) => verb.length > 2);
  process.writeError(`${manager} ${word} is not supported here. There are ${known.join(', ')}.\n`);
  return exitCodes.failure;
}
