import {beforeEach, describe, expect, test} from 'vitest';
import {FileSystem} from '../files/file-system.js';
import {Resolver} from './resolver.js';

let files: FileSystem;

beforeEach(() => {
  files = new FileSystem();
});

function add(...paths: string[]): void {
  for (const path of paths) files.write(path, '');
}

function addPackage(name: string, manifest: object, ...paths: string[]): void {
  files.write(`/node_modules/${name}/package.json`, JSON.stringify({name, ...manifest}));
  add(...paths.map((path) => `/node_modules/${name}/${path}`));
}

function resolve(
  specifier: string,
  importer = '/src/main.ts',
  aliases: {find: string; replacement: string}[] = [],
) {
  const resolver = new Resolver(files, {aliases, isPacked: (name) => name === 'react'});
  const found = resolver.resolve(specifier, importer);
  return found?.kind === 'file' || found?.kind === 'pack' ? found.id : found?.kind;
}

describe('files', () => {
  test('with the extension left out, in order', () => {
    add('/src/a.tsx', '/src/a.ts', '/src/b.json', '/src/c.vue');
    expect([resolve('./a'), resolve('./b'), resolve('./c')]).toEqual([
      '/src/a.ts',
      '/src/b.json',
      '/src/c.vue',
    ]);
  });

  test('folders by their index', () => {
    add('/src/parts/index.jsx');
    expect(resolve('./parts')).toBe('/src/parts/index.jsx');
  });

  test('a TypeScript file under the name it would have', () => {
    add('/src/a.ts', '/src/b.mts', '/src/c.tsx');
    expect([resolve('./a.js'), resolve('./b.mjs'), resolve('./c.jsx')]).toEqual([
      '/src/a.ts',
      '/src/b.mts',
      '/src/c.tsx',
    ]);
  });

  test('from the root, then from public/, with the query kept', () => {
    add('/src/a.ts', '/public/logo.svg');
    expect([resolve('/src/a.ts?raw'), resolve('/logo.svg')]).toEqual(['/src/a.ts?raw', '/public/logo.svg']);
  });

  test('aliases match whole names only', () => {
    add('/src/a.ts');
    const aliases = [{find: '@', replacement: '/src'}];
    expect([resolve('@/a', '/x/y.ts', aliases), resolve('@scope/a', '/x/y.ts', aliases)]).toEqual([
      '/src/a.ts',
      undefined,
    ]);
  });

  test('nothing', () => {
    expect(resolve('./none')).toBeUndefined();
  });
});

describe('packages', () => {
  test('packs come first', () => {
    expect(resolve('react')).toBe('pack:react');
  });

  test('exports by condition, by subpath and by pattern', () => {
    addPackage(
      'a',
      {exports: {'.': {node: './n.js', browser: './b.js'}, './sub': './s.js', './x/*': './y/*.js'}},
      'n.js',
      'b.js',
      's.js',
      'y/z.js',
      'hidden.js',
    );
    expect([resolve('a'), resolve('a/sub'), resolve('a/x/z'), resolve('a/hidden.js')]).toEqual([
      '/node_modules/a/b.js',
      '/node_modules/a/s.js',
      '/node_modules/a/y/z.js',
      undefined,
    ]);
  });

  test('module before main, browser before both', () => {
    addPackage('a', {main: 'm.js', module: 'e.js'}, 'm.js', 'e.js');
    addPackage('b', {main: 'm.js', browser: 'b'}, 'm.js', 'b.js');
    addPackage('c', {main: 'lib'}, 'lib/index.js');
    expect([resolve('a'), resolve('b'), resolve('c')]).toEqual([
      '/node_modules/a/e.js',
      '/node_modules/b/b.js',
      '/node_modules/c/lib/index.js',
    ]);
  });

  test('RT-T6 for CSS, the condition and the field style come first', () => {
    addPackage('by-condition', {exports: {'.': {import: './a.js', style: './a.css'}}}, 'a.js', 'a.css');
    addPackage('by-field', {main: './a.js', style: './a.css'}, 'a.js', 'a.css');
    const {styles} = new Resolver(files, {aliases: [], isPacked: () => false});
    for (const name of ['by-condition', 'by-field']) {
      expect(resolve(name)).toBe(`/node_modules/${name}/a.js`);
      expect(styles.resolve(name, '/src/main.css')).toMatchObject({id: `/node_modules/${name}/a.css`});
    }
  });

  test('browser may replace or empty a file', () => {
    addPackage('a', {main: 'm.js', browser: {'./m.js': './b.js', './fs.js': false}}, 'm.js', 'b.js', 'fs.js');
    expect([resolve('a'), resolve('a/fs.js')]).toEqual(['/node_modules/a/b.js', 'empty']);
  });

  test('the nearest node_modules wins', () => {
    addPackage('a', {main: 'a.js'}, 'a.js', 'node_modules/b/package.json', 'node_modules/b/index.js');
    addPackage('b', {main: 'index.js'}, 'index.js');
    expect(resolve('b', '/node_modules/a/a.js')).toBe('/node_modules/a/node_modules/b/index.js');
  });

  test('imports of its own', () => {
    addPackage('a', {imports: {'#x': './x.js'}}, 'x.js', 'a.js');
    expect(resolve('#x', '/node_modules/a/a.js')).toBe('/node_modules/a/x.js');
  });

  test('scoped names and a broken manifest', () => {
    addPackage('@s/a', {main: 'm.js'}, 'm.js');
    files.write('/node_modules/b/package.json', '{');
    add('/node_modules/b/index.js');
    expect([resolve('@s/a'), resolve('b')]).toEqual(['/node_modules/@s/a/m.js', '/node_modules/b/index.js']);
  });
});
