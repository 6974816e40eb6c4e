import {CodecraftError} from '../../../../errors.js';
import {buildProject} from '../build/build-project.js';
import type {Project} from '../project.js';
import {exitCodeOf, exitCodes, faint, type Process, red} from './process.js';

const folder = '/dist';

/** `vite build`: writes the app, ready to be put on any server of files, into `dist`. */
export async function buildCommand(process: Process, project: Project): Promise<number> {
  const startedAt = performance.now();
  process.write('building for production...\n');
  try {
    const {files, moduleCount, warnings} = await buildProject({
      ...project.tools,
      files: project.files,
      installation: project.installation,
    });
    if (process.signal.aborted) return exitCodeOf(process.signal);
    for (const warning of warnings) process.write(`${faint(warning)}\n`);
    project.change(
      () => {
        project.files.remove(folder, {recursive: true, force: true});
        for (const [path, contents] of files) project.files.write(`${folder}/${path}`, contents);
      },
      {process: process.id},
    );
    process.write(`${moduleCount} modules\n`);
    for (const [path, {length}] of files) process.write(`dist/${path.padEnd(36)} ${kilobytes(length)}\n`);
    process.write(`built in ${((performance.now() - startedAt) / 1000).toFixed(2)} s\n`);
    return exitCodes.success;
  } catch (error) {
    if (!(error instanceof CodecraftError)) throw error;
    process.writeError(`${red(error.message)}\n`);
    return exitCodes.failure;
  }
}

function kilobytes(length: number): string {
  return `${(length / 1000).toFixed(2).padStart(9)} kB`;
}
