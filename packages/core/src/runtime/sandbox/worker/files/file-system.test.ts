import {beforeEach, describe, expect, test} from 'vitest';
import {FileSystem} from './file-system.js';
import {matchGlobs} from './glob.js';
import {directoryOf, extensionOf, normalizePath, relativePath, splitQuery} from './paths.js';

let files: FileSystem;

beforeEach(() => {
  files = new FileSystem();
  files.mount(
    {
      'a.txt': {file: {contents: 'a'}},
      src: {directory: {'b.bin': {file: {contents: new Uint8Array([1, 2])}}, deep: {directory: {}}}},
    },
    '/',
  );
});

describe('reading', () => {
  test('text and bytes, whatever was written', () => {
    expect(files.readText('a.txt')).toBe('a');
    expect(files.readBytes('/a.txt')).toEqual(new Uint8Array([97]));
    expect(files.readBytes('/src/b.bin')).toEqual(new Uint8Array([1, 2]));
  });

  test('folders, sorted, empty ones too', () => {
    expect(files.readDirectory('/')).toEqual([
      {name: 'a.txt', isDirectory: false},
      {name: 'src', isDirectory: true},
    ]);
    expect(files.readDirectory('/src/deep')).toEqual([]);
  });

  test('what is missing is named', () => {
    expect(() => files.readText('/none')).toThrow('ENOENT: there is no file /none.');
    expect(() => files.readDirectory('/none')).toThrow('ENOENT: there is no folder /none.');
  });

  test('as a tree, with names left out', () => {
    expect(files.toTree('/', ['src'])).toEqual({'a.txt': {file: {contents: 'a'}}});
    expect(files.toTree('/src')).toEqual({
      'b.bin': {file: {contents: new Uint8Array([1, 2])}},
      deep: {directory: {}},
    });
  });
});

describe('changing', () => {
  test('tells of each changed file', () => {
    const changes: string[] = [];
    files.onChange = ({path, kind}) => changes.push(`${kind} ${path}`);
    files.write('/new/c.txt', 'c');
    files.write('a.txt', 'A');
    files.rename('/new', '/moved');
    files.remove('/src', {recursive: true});
    expect(changes).toEqual([
      'added /new/c.txt',
      'changed /a.txt',
      'added /moved/c.txt',
      'removed /new/c.txt',
      'removed /src/b.bin',
    ]);
    expect(files.isDirectory('/new')).toBe(false);
  });

  test('refuses what cannot be', () => {
    expect(() => files.write('/src', '')).toThrow('EISDIR');
    expect(() => files.write('/a.txt/b', '')).toThrow('ENOTDIR');
    expect(() => files.remove('/src')).toThrow('pass recursive');
    expect(() => files.remove('/none')).toThrow('ENOENT');
    expect(() => files.makeDirectory('/x/y')).toThrow('pass recursive');
    expect(() => files.makeDirectory('/src')).toThrow('EEXIST');
    expect(() => files.rename('/src', '/src/in')).toThrow('EINVAL');
    files.remove('/none', {force: true});
    files.makeDirectory('/x/y', {recursive: true});
    expect(files.isDirectory('/x/y')).toBe(true);
  });
});

describe('paths', () => {
  test.each([
    ['/a/../b/./c//d/', '/b/c/d'],
    ['a/b', '/a/b'],
    ['../../..', '/'],
    ['/home/project/src/a', '/src/a'],
    ['/home/project', '/'],
    ['/home/projects', '/home/projects'],
  ])('%s is %s', (path, normalized) => {
    expect(normalizePath(path)).toBe(normalized);
  });

  test('parts', () => {
    expect([
      directoryOf('/a/b'),
      directoryOf('/a'),
      extensionOf('/a/b.Test.TSX'),
      extensionOf('/.env'),
    ]).toEqual(['/a', '/', 'tsx', '']);
    expect(splitQuery('/a.css?raw')).toEqual({path: '/a.css', query: '?raw'});
    expect([
      relativePath('/src/a.ts', '/src'),
      relativePath('/src/a.ts', '/src/b/c'),
      relativePath('/a.ts', '/'),
    ]).toEqual(['./a.ts', '../../a.ts', './a.ts']);
  });
});

test('globs', () => {
  const paths = ['/src/a.ts', '/src/b.tsx', '/src/deep/c.ts', '/src/deep/d.test.ts'];
  expect(matchGlobs(paths, ['/src/*.ts'])).toEqual(['/src/a.ts']);
  expect(matchGlobs(paths, ['/src/**/*.{ts,tsx}', '!/**/*.test.ts'])).toEqual([
    '/src/a.ts',
    '/src/b.tsx',
    '/src/deep/c.ts',
  ]);
  expect(matchGlobs(paths, ['/src/?.ts'])).toEqual(['/src/a.ts']);
});
