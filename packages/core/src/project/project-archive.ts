import {CodecraftError} from '../errors.js';
import {toTree} from '../files/index.js';
import type {FileEntry} from '../protocol/index.js';
import {zipTree} from '../runtime/zip.js';
import type {CommandOutput} from './command-output.js';
import type {OpenDocument} from './open-document.js';
import type {ProjectRuntime} from './project-runtime.js';
import {planBuild} from './start-command.js';

const buildFolder = 'dist';

/** The project's files as a zip archive, as they are now. Needs no runtime. */
export async function zipFiles(
  files: readonly FileEntry[],
  open: (fileId: string) => Promise<OpenDocument>,
): Promise<Uint8Array> {
  const texts = await Promise.all(
    files.map(async ({id, path}) => {
      const document = await open(id);
      const text = document.text.toString();
      document.release();
      return [path, text] as const;
    }),
  );
  return zipTree(toTree(Object.fromEntries(texts)));
}

/**
 * Builds the project and answers what it made as a zip archive. Its commands are shown in `output`.
 *
 * @throws CodecraftError `runtime-failed` when there is nothing to build, a command fails, or it makes no `dist`.
 */
export async function zipBuild(projectRuntime: ProjectRuntime, output: CommandOutput): Promise<Uint8Array> {
  const runtime = await projectRuntime.start();
  const {mirror} = projectRuntime;
  const plan = planBuild(mirror.fileAt('package.json')?.document.text.toString());
  await mirror.restore();
  const commands = [...(plan.install ? [['install']] : []), ['run', 'build']];
  for (const args of commands) {
    const {ended} = await output.start(runtime, 'npm', args);
    const code = await ended;
    const fallback = `npm ${args.join(' ')} ended with code ${code}.`;
    if (code !== 0) throw new CodecraftError('runtime-failed', output.lastLine(fallback));
  }
  const folders = await runtime.fs.readdir('/');
  if (!folders.includes(buildFolder)) {
    throw new CodecraftError(
      'runtime-failed',
      `The build made no folder “${buildFolder}”. Let the “build” script write there, or download the project.`,
    );
  }
  const archive = await runtime.export(buildFolder, {format: 'zip'});
  if (archive instanceof Uint8Array) return archive;
  throw new Error('The runtime exported a tree instead of an archive.');
}
