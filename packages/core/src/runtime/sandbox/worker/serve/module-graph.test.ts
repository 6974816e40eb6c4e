import {expect, test, vi} from 'vitest';
import type {Compilers} from '../compile/compilers.js';
import {FileSystem} from '../files/file-system.js';
import {CompiledPackages} from '../packages/compiled-packages.js';
import {PackageArchive} from '../packages/package-archive.js';
import {tar} from '../packages/tar.test-support.js';
import {AssetLoader} from '../packs/asset-loader.js';
import {ProjectSources} from './project-sources.js';

// Written in by the build.
vi.hoisted(() => Object.assign(globalThis, {CODECRAFT_UNEXPORTED_VERSIONS: {lit: {}, qwik: {}}}));

/** Files of a package that an app brings along which takes `one` from its entry. */
function broughtAlong(files: Record<string, string>, sideEffects: unknown): string[] {
  const project = new FileSystem();
  project.write('/main.js', `import {one} from 'lib'; console.log(one);`);
  const manifest = JSON.stringify({name: 'lib', type: 'module', sideEffects});
  const entries = Object.entries({'package.json': manifest, ...files});
  const archive = tar(entries.map(([path, text]) => ({path: `package/${path}`, text})));
  project.mountPackage('/node_modules/lib', PackageArchive.fromTar('sha512-lib', archive));
  const store = {modules: async () => new Map(), keepModules: async () => undefined};
  const packages = {
    provides: () => false,
    toolRange: () => undefined,
    compiled: new CompiledPackages(store, 'test'),
  };
  const {graph} = new ProjectSources(project, packages, {} as Compilers, new AssetLoader('/assets/'));
  const ids = [...graph.reachable(['/main.js']).keys()];
  return ids.flatMap((id) => (id === '/main.js' ? [] : [id.replace('/node_modules/lib/', '')])).sort();
}

const files = {
  'index.js': `import './all.js'; import {one} from './one.js'; import {two} from './two.js'; export {one, two};`,
  'all.js': `export * from './one.js'; export * from './two.js';`,
  'one.js': 'export const one = 1;',
  'two.js': 'export const two = 2;',
  'style.css': 'p { color: red; }',
};

test('PK11 an entry may import for its effects what has none', () => {
  expect(broughtAlong(files, false)).toEqual(['index.js', 'one.js']);
});

test.each([
  ['has effects', files, ['./all.js']],
  [
    'is a stylesheet',
    {...files, 'all.js': '', 'index.js': files['index.js'].replace('all.js', 'style.css')},
    false,
  ],
  ['is not there', {...files, 'index.js': files['index.js'].replace('all.js', 'missing.js')}, false],
])('PK11 an entry runs as it is where what it imports for its effects %s', (_, changed, sideEffects) => {
  expect(broughtAlong(changed, sideEffects)).toContain('two.js');
});

const copying = {
  'index.js': `import * as all from './all.js'; export * from './all.js'; const one = all.one; export {one};`,
  'all.js': `export {one} from './one.js'; export {two} from './two.js';`,
  'one.js': 'const one = 1; export {one};',
  'two.js': files['two.js'],
};

test('PK11 an entry may copy what never changes', () => {
  expect(broughtAlong(copying, false)).toEqual(['all.js', 'index.js', 'one.js']);
});

const {'index.js': index} = copying;
test.each([
  ['may change', {'one.js': 'export let one = 1; export const set = (value) => { one = value; };'}],
  ['may be assigned, a function', {'one.js': 'export function one() {}'}],
  ['shows only when it runs', {'one.js': 'exports.one = 1;'}],
  ['leads in a circle', {'one.js': `export {one} from './all.js';`}],
  ['is not there', {'all.js': `export {two} from './two.js';`}],
  ['is a part of something', {'index.js': index.replace('all.one', 'all.one.part')}],
  ['is computed', {'index.js': index.replace('all.one', `all['one']`)}],
  ['is the whole', {'index.js': index.replace('all.one', 'all')}],
  ['is in a variable', {'index.js': index.replace('const', 'let')}],
  ['is taken apart', {'index.js': index.replace('const one = all.one', 'const {one} = all')}],
])('PK11 an entry runs as it is where what it copies %s', (_, changed) => {
  expect(broughtAlong({...copying, ...changed}, false)).toContain('two.js');
});
