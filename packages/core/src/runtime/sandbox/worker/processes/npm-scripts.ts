import {normalizePath} from '../files/paths.js';
import {manifestFolder, type ProjectManifest, parseManifest} from '../packages/package-json.js';
import type {Project} from '../project.js';
import type {Commands} from './commands.js';
import {exitCodes, faint, type Process, red} from './process.js';
import {serveCommand} from './serve.js';

/** Scripts that start each other deeper than this do so for ever. */
const maxDepth = 30;

/** `npm run name`: the script, between those that its name has with `pre` and `post`. Without a name it lists them. */
export async function npmRun(process: Process, project: Project, commands: Commands): Promise<number> {
  const [name, ...args] = process.args;
  const extraArgs = args[0] === '--' ? args.slice(1) : args;
  const manifest = readManifest(process, project);
  if (!manifest) {
    // A folder of pages needs no package.json to be served.
    if (name === 'dev' || name === 'start')
      return serveCommand({...process, args: extraArgs}, project, 'static');
    process.writeError('There is no package.json in this folder.\n');
    return exitCodes.failure;
  }
  const {scripts = {}} = manifest;
  if (name === undefined) return list(process, scripts);
  if (scripts[name] === undefined) {
    const known = Object.keys(scripts).join(', ');
    process.writeError(
      `package.json has no script ${name}. ${known ? `It has ${known}.` : 'It has none.'}\n`,
    );
    return exitCodes.failure;
  }
  const depth = Number(process.env['npm_script_depth'] ?? 0) + 1;
  if (depth > maxDepth) {
    process.writeError(
      `${red(`The script ${name} starts itself again and again. Look at what it calls.`)}\n`,
    );
    return exitCodes.failure;
  }
  const cwd = manifestFolder(project.files, process.cwd);
  for (const step of [`pre${name}`, name, `post${name}`]) {
    const line = scripts[step];
    if (line === undefined) continue;
    const env = {...process.env, ...variables(manifest, step), npm_script_depth: String(depth)};
    const code = await commands.runLine({...process, cwd, env}, line, step === name ? extraArgs : []);
    if (code !== exitCodes.success) return code;
  }
  return exitCodes.success;
}

/** The nearest package.json; undefined where there is none. */
export function readManifest(process: Process, {files}: Project): ProjectManifest | undefined {
  const path = normalizePath('package.json', manifestFolder(files, process.cwd));
  const text = files.textIfAny(path);
  return text === undefined ? undefined : parseManifest(text);
}

function list(process: Process, scripts: Record<string, string>): number {
  const lines = Object.entries(scripts).map(([name, line]) => `  ${name}  ${faint(line)}\n`);
  process.write(
    lines.length > 0 ? `Scripts of package.json:\n${lines.join('')}` : 'package.json has no scripts.\n',
  );
  return exitCodes.success;
}

/** What npm tells its scripts. */
function variables({name, version}: ProjectManifest, step: string): Record<string, string> {
  return {
    npm_lifecycle_event: step,
    ...(typeof name === 'string' ? {npm_package_name: name} : {}),
    ...(typeof version === 'string' ? {npm_package_version: version} : {}),
  };
}
