import {parseManifest, withoutDependencies} from '../packages/package-json.js';
import type {Project} from '../project.js';
import {exitCodes, type Process} from './process.js';

/** `npm init`: a package.json where there is none. */
export function npmInit(process: Process, project: Project): number {
  const starter = process.args.find((word) => !word.startsWith('-'));
  if (starter !== undefined) {
    process.writeError(
      `${starter} is a program that asks questions and fetches files, which does not run here. Choose a template in an empty project instead.\n`,
    );
    return exitCodes.failure;
  }
  if (project.files.isFile('/package.json')) {
    process.writeError('There is a package.json already.\n');
    return exitCodes.failure;
  }
  const manifest = {name: 'project', version: '1.0.0', private: true, type: 'module', scripts: {}};
  write(process, project, `${JSON.stringify(manifest, null, 2)}\n`);
  process.write('Wrote package.json.\n');
  return exitCodes.success;
}

/** `npm uninstall name`: takes it out of package.json and node_modules. */
export function npmUninstall(process: Process, project: Project): number {
  const names = process.args.filter((word) => !word.startsWith('-'));
  const manifest = parseManifest(project.files.textIfAny('/package.json') ?? '{}');
  const all = {...manifest.dependencies, ...manifest.devDependencies};
  const unknown = names.filter((name) => !Object.hasOwn(all, name));
  if (names.length === 0 || unknown.length > 0) {
    const known = Object.keys(all).join(', ') || 'none';
    process.writeError(`Say which packages to remove; package.json has ${known}.\n`);
    return exitCodes.failure;
  }
  for (const name of names) project.files.remove(`/node_modules/${name}`, {recursive: true, force: true});
  write(process, project, withoutDependencies(manifest, names));
  process.write(`removed ${names.length} ${names.length === 1 ? 'package' : 'packages'}\n`);
  return exitCodes.success;
}

/** `npm ls`: what package.json asks for, and the version that is there. */
export function npmList(process: Process, project: Project): number {
  const manifest = parseManifest(project.files.textIfAny('/package.json') ?? '{}');
  for (const [name, range] of Object.entries({...manifest.dependencies, ...manifest.devDependencies})) {
    const text = project.files.textIfAny(`/node_modules/${name}/package.json`);
    const version = text === undefined ? undefined : parseManifest(text).version;
    const isEmulated = project.installation.hasTool(name);
    process.write(`${name}@${version ?? `${range}${isEmulated ? ' (built in)' : ' (not installed)'}`}\n`);
  }
  return exitCodes.success;
}

function write(process: Process, project: Project, text: string): void {
  project.change(() => project.files.write('/package.json', text), {process: process.id});
}
