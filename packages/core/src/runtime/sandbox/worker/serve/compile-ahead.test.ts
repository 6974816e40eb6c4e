import {expect, test, vi} from 'vitest';
import type {Compilers} from '../compile/compilers.js';
import {FileSystem} from '../files/file-system.js';
import {CompiledPackages} from '../packages/compiled-packages.js';
import {PackageArchive} from '../packages/package-archive.js';
import {AssetLoader} from '../packs/asset-loader.js';
import {CompileAhead} from './compile-ahead.js';

// Written in by the build.
vi.hoisted(() => Object.assign(globalThis, {CODECRAFT_UNEXPORTED_VERSIONS: {lit: {}, qwik: {}}}));

const store = {modules: async () => new Map(), keepModules: async () => undefined};

function archiveOf(name: string, files: Record<string, string>): PackageArchive {
  const manifest = {name, type: 'module', main: 'index.js', sideEffects: false};
  const manifests = {'package.json': JSON.stringify(manifest)};
  const all = Object.entries({...manifests, ...files}).map(
    ([path, text]) => [path, new TextEncoder().encode(text)] as const,
  );
  const contents = new Uint8Array(all.reduce((total, [, bytes]) => total + bytes.length, 0));
  const starts: number[] = [];
  let at = 0;
  for (const [, bytes] of all) {
    starts.push(at);
    contents.set(bytes, at);
    at += bytes.length;
  }
  const sizes = Uint32Array.from(all, ([, bytes]) => bytes.length);
  const paths = all.map(([path]) => path);
  return new PackageArchive(
    `sha512-${name}`,
    {paths, starts: Uint32Array.from(starts), sizes, manifests},
    contents,
  );
}

async function prepare(main: string) {
  const project = new FileSystem();
  project.write('/index.html', '<script type="module" src="/main.js"></script>');
  project.write('/main.js', main);
  const compiled = new CompiledPackages(store, 'test');
  await compiled.load(['sha512-one', 'sha512-two']);
  const folders = new Map([
    ['/node_modules/one', 'sha512-one'],
    ['/node_modules/two', 'sha512-two'],
  ]);
  /** Whether this module need not be compiled any more. */
  const isCompiled = (id: string): boolean => {
    let isKnown = true;
    try {
      compiled.module(
        id,
        () => {
          isKnown = false;
          throw new Error('not compiled ahead');
        },
        folders,
      );
    } catch (error) {
      if (isKnown) throw error;
    }
    return isKnown;
  };
  const assets = new AssetLoader('http://assets.test/');
  return {project, isCompiled, ahead: new CompileAhead(project, compiled, {} as Compilers, assets)};
}

const one = archiveOf('one', {
  'index.js': `import {two} from 'two'; export {used} from './used.js'; export const all = two;`,
  'used.js': 'export const used = 1;',
  'unused.js': 'export const unused = 1;',
});
const two = archiveOf('two', {'index.js': `export const two = 2;`});
const main = `import {used} from 'one'; console.log(used);`;
const turn = () => new Promise((resolve) => setTimeout(resolve));

test('PK12 what the app imports of a package is compiled when it comes, and what others bring once they come', async () => {
  const {project, isCompiled, ahead} = await prepare(main);
  ahead.add('/node_modules/one', one);
  await turn();
  const paths = ['one/index.js', 'one/used.js', 'one/unused.js', 'two/index.js'];
  const known = () => paths.filter((path) => isCompiled(`/node_modules/${path}`));
  expect(known()).toEqual(['one/index.js', 'one/used.js']);
  ahead.add('/node_modules/two', two);
  await turn();
  expect(known()).toEqual(['one/index.js', 'one/used.js', 'two/index.js']);
  expect(project.paths()).toEqual(['/index.html', '/main.js']);
});

test('PK12 an entry that passes on what is still to come brings along what is imported from it', async () => {
  const {isCompiled, ahead} = await prepare(`import {used, two} from 'one'; console.log(used, two);`);
  const index = `export {used} from './used.js'; export {unused} from './unused.js'; export * from 'two';`;
  const files = {'used.js': 'export const used = 1;', 'unused.js': 'export const unused = 1;'};
  ahead.add('/node_modules/one', archiveOf('one', {'index.js': index, ...files}));
  await turn();
  const paths = ['one/used.js', 'one/unused.js', 'two/index.js', 'two/other.js'];
  const known = () => paths.filter((path) => isCompiled(`/node_modules/${path}`));
  expect(known()).toEqual(['one/used.js']);
  const entry = `export {two} from './two.js'; export {other} from './other.js';`;
  ahead.add(
    '/node_modules/two',
    archiveOf('two', {
      'index.js': entry,
      'two.js': 'export const two = 2;',
      'other.js': 'export const other = 3;',
    }),
  );
  await turn();
  paths.push('two/two.js');
  expect(known()).toEqual(['one/used.js', 'two/index.js', 'two/two.js']);
});

test('PK12 sources that are wrong are left to who shows them', async () => {
  const {isCompiled, ahead} = await prepare(`${main} import {`);
  ahead.add('/node_modules/one', one);
  await turn();
  expect(isCompiled('/node_modules/one/index.js')).toBe(false);
});

test('PK12 nothing is compiled once the installation has ended', async () => {
  const {isCompiled, ahead} = await prepare(main);
  ahead.add('/node_modules/one', one);
  ahead.stop();
  await turn();
  expect(isCompiled('/node_modules/one/index.js')).toBe(false);
});
