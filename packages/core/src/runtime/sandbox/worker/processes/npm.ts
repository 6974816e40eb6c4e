import {parseManifest} from '../packages/package-json.js';
import type {Project} from '../project.js';
import type {Commands} from './commands.js';
import {npmInstall} from './npm-install.js';
import {exitCodes, type Process} from './process.js';
import {serveCommand} from './serve.js';

const installWords = new Set(['install', 'i', 'ci', 'add']);
const scriptWords = new Set(['start', 'test', 'dev', 'build', 'preview']);

/** The parts of npm (and of its relatives) that a project needs to run. */
export async function npm(process: Process, project: Project, commands: Commands): Promise<number> {
  const [word = 'install', ...rest] = process.args;
  if (installWords.has(word)) return npmInstall(process, project, rest);
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
  return text === undefined ? undefined : (parseManifest(text).scripts ?? {});
}
