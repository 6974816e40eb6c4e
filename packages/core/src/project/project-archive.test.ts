import {expect, it} from 'vitest';
import {FakeRuntime} from '../testing/index.js';
import {createStandaloneProject} from './project.js';

const packageJson = '{"scripts":{"build":"vite build"},"dependencies":{"react":"^19"}}';

const until = async (isTrue: () => boolean) => {
  for (let turn = 0; turn < 200 && !isTrue(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isTrue()).toBe(true);
};

async function open(files: Record<string, string>) {
  const runtime = new FakeRuntime();
  const project = createStandaloneProject({files, bootRuntime: () => Promise.resolve(runtime)});
  await until(() => project.state.status === 'ready');
  return {runtime, project};
}

/** Runs the commands that are asked for, each to this exit code. */
async function finish(runtime: FakeRuntime, ...codes: number[]) {
  for (const [index, code] of codes.entries()) {
    await until(() => runtime.spawned.length > index);
    runtime.spawned[index]?.print(`said ${index}\r\n`);
    runtime.spawned[index]?.end(code);
  }
}

it('PJ20 the files are zipped as they are now, without a runtime', async () => {
  const {project, runtime} = await open({'a.txt': 'first', 'src/b.txt': 'second'});
  const before = await project.zipFiles();
  const text = new TextDecoder('latin1').decode(before);
  expect(text).toMatch(/^PK/);
  expect(text).toContain('a.txt');
  expect(text).toContain('src/b.txt');
  (await project.openDocument(project.fileAt('a.txt')?.id ?? '')).text.insert(0, 'changed');
  expect(await project.zipFiles()).not.toEqual(before);
  expect(runtime.mounted).toHaveLength(0);
});

it('PJ21 the build is installed, made and zipped, and its commands are shown', async () => {
  const {project, runtime} = await open({'package.json': packageJson});
  runtime.folders = ['dist', 'node_modules'];
  runtime.archives.set('dist', new Uint8Array([1, 2, 3]));
  const zipped = project.zipBuild();
  await finish(runtime, 0, 0);
  expect(await zipped).toEqual(new Uint8Array([1, 2, 3]));
  expect(runtime.spawned.map(({commandLine}) => commandLine)).toEqual(['npm install', 'npm run build']);
  expect(project.terminal.text).toContain('npm run build\r\nsaid 1');
  expect(project.state.run.status).toBe('idle');
});

it('PJ21 a build that fails says why in the words of the tool, and one that makes no dist says so', async () => {
  const {project, runtime} = await open({'package.json': packageJson});
  const failed = project.zipBuild();
  await Promise.all([expect(failed).rejects.toThrow('said 1'), finish(runtime, 0, 1)]);
  const other = await open({'package.json': packageJson});
  const empty = other.project.zipBuild();
  await Promise.all([expect(empty).rejects.toThrow('made no folder “dist”'), finish(other.runtime, 0, 0)]);
});
