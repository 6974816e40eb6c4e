import {CodecraftError} from '../../../../errors.js';
import {manifestFolder, parseManifest, withDependencies} from '../packages/package-json.js';
import type {Project} from '../project.js';
import {exitCodeOf, exitCodes, faint, type Process, red} from './process.js';

/** `npm install`, and `npm install name@range`, which also writes what it found into package.json. */
export async function npmInstall(
  process: Process,
  project: Project,
  words: readonly string[],
): Promise<number> {
  const startedAt = performance.now();
  const {files, installation} = project;
  const specs = words.filter((word) => !word.startsWith('-')).map(readSpec);
  if (specs.length === 0 && !files.isFile('/package.json')) {
    process.write('There is no package.json, so there is nothing to install.\n');
    return exitCodes.success;
  }
  const folder = manifestFolder(files, process.cwd);
  if (folder !== '/') {
    process.writeError(
      `${red(`Packages are installed from the package.json of the project, not from ${folder.slice(1)}. Add them there; files in ${folder.slice(1)} find them too.`)}\n`,
    );
    return exitCodes.failure;
  }
  const ahead = project.compileAhead();
  try {
    const {count, notices, versions} = await installation.install({
      added: Object.fromEntries(specs.map(({name, range}) => [name, range ?? 'latest'])),
      onProgress: (progress) => project.send({type: 'install-progress', progress}),
      onArrival: (folder, archive) => ahead.add(folder, archive),
      signal: process.signal,
    });
    for (const notice of notices) process.write(`${faint(notice)}\n`);
    if (specs.length > 0) {
      const dependencies = specs.map(({name, range}) => [name, range ?? caret(versions[name])]);
      const manifest = parseManifest(files.textIfAny('/package.json') ?? '{}');
      const isForDevelopment = words.some((word) => word === '-D' || word === '--save-dev');
      const field = isForDevelopment ? 'devDependencies' : 'dependencies';
      const text = withDependencies(manifest, field, Object.fromEntries(dependencies));
      project.change(() => files.write('/package.json', text), {process: process.id});
    } else project.packagesChanged();
    const duration = durationText(performance.now() - startedAt);
    process.write(`added ${count} ${count === 1 ? 'package' : 'packages'} in ${duration}\n`);
    return exitCodes.success;
  } catch (error) {
    if (process.signal.aborted) return exitCodeOf(process.signal);
    if (!(error instanceof CodecraftError)) throw error;
    process.write(`${red(error.message)}\n`);
    return exitCodes.failure;
  } finally {
    ahead.stop();
  }
}

function readSpec(spec: string): {name: string; range: string | undefined} {
  const at = spec.indexOf('@', 1);
  return at < 0 ? {name: spec, range: undefined} : {name: spec.slice(0, at), range: spec.slice(at + 1)};
}

/** Emulated tools have no version that could be told. */
function caret(version: string | undefined): string {
  return version === undefined ? '*' : `^${version}`;
}

/** As npm tells it. */
function durationText(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
