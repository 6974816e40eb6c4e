import {CodecraftError} from '../../../../errors.js';
import type {Project} from '../project.js';
import type {Commands} from './commands.js';
import {exitCodes, faint, type Process, red} from './process.js';
import {serveCommand} from './serve.js';

const installWords = new Set(['install', 'i', 'ci', 'add']);
const scriptWords = new Set(['start', 'test', 'dev', 'build', 'preview']);

/** The parts of npm (and of its relatives) that a project needs to run. */
export async function npm(process: Process, project: Project, commands: Commands): Promise<number> {
  const [word = 'install', ...rest] = process.args;
  if (installWords.has(word)) return install(process, project, rest);
  if (word === 'run' || word === 'run-script') return runScript(rest[0], rest.slice(1));
  if (scriptWords.has(word)) return runScript(word, rest);
  if (word === '--version' || word === '-v') {
    process.write('10.0.0\n');
    return exitCodes.success;
  }
  process.write(`npm ${word} is not supported here. There are npm install, npm run and npm start.\n`);
  return exitCodes.failure;

  function runScript(name: string | undefined, args: string[]): Promise<number> | number {
    const extraArgs = args[0] === '--' ? args.slice(1) : args;
    const scripts = readScripts(project);
    if (!scripts) {
      // A folder of pages needs no package.json to be served.
      if (name === 'dev' || name === 'start')
        return serveCommand({...process, args: extraArgs}, project, 'static');
      process.write('There is no package.json in this folder.\n');
      return exitCodes.failure;
    }
    const line = name === undefined ? undefined : scripts[name];
    if (line === undefined) {
      const known = Object.keys(scripts).join(', ');
      process.write(
        `package.json has no script ${name ?? ''}. ${known ? `It has ${known}.` : 'It has none.'}\n`,
      );
      return exitCodes.failure;
    }
    return commands.runLine(process, line, extraArgs);
  }
}

function readScripts(project: Project): Record<string, string> | undefined {
  const text = project.files.textIfAny('/package.json');
  if (text === undefined) return undefined;
  try {
    return (JSON.parse(text) as {scripts?: Record<string, string>}).scripts ?? {};
  } catch (cause) {
    throw new CodecraftError(
      'invalid-input',
      'package.json is not valid JSON. Check its commas and quotes.',
      {cause},
    );
  }
}

async function install(process: Process, project: Project, words: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const named = words.filter((word) => !word.startsWith('-'));
  if (named.length > 0)
    addDependencies(
      project,
      named,
      words.some((word) => word === '-D' || word === '--save-dev'),
    );
  if (!project.files.isFile('/package.json')) {
    process.write('There is no package.json, so there is nothing to install.\n');
    return exitCodes.success;
  }
  try {
    const {added, notices} = await project.installation.install((progress) =>
      project.send({type: 'install-progress', progress}),
    );
    for (const notice of notices) process.write(`${faint(notice)}\n`);
    const milliseconds = Math.round(performance.now() - startedAt);
    process.write(`added ${added} ${added === 1 ? 'package' : 'packages'} in ${milliseconds} ms\n`);
    return exitCodes.success;
  } catch (error) {
    if (!(error instanceof CodecraftError)) throw error;
    process.write(`${red(error.message)}\n`);
    return exitCodes.failure;
  }
}

/** `npm install vue@3` writes it into package.json first. */
function addDependencies(project: Project, specs: readonly string[], isDevelopment: boolean): void {
  const manifest = JSON.parse(project.files.textIfAny('/package.json') ?? '{}') as Record<
    string,
    Record<string, string>
  >;
  const field = isDevelopment ? 'devDependencies' : 'dependencies';
  const dependencies = (manifest[field] ??= {});
  for (const spec of specs) {
    const [, name, range] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
    if (name) dependencies[name] = range ?? '*';
  }
  project.files.write('/package.json', `${JSON.stringify(manifest, null, 2)}\n`);
}
