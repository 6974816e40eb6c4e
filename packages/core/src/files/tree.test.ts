import {describe, expect, it} from 'vitest';
import {limits} from '../protocol/limits.js';
import {fromTree, toTree} from './tree.js';
import {treeEntries} from './tree-entries.js';

describe('toTree', () => {
  it('FP8 nests files by folder and keeps text and bytes as they are', () => {
    const bytes = new Uint8Array([0, 255]);
    expect(
      toTree({'index.html': '<p>', 'src/a/b.ts': 'b', 'src/icon.png': bytes}, ['public', 'src/a']),
    ).toEqual({
      'index.html': {file: {contents: '<p>'}},
      src: {
        directory: {
          a: {directory: {'b.ts': {file: {contents: 'b'}}}},
          'icon.png': {file: {contents: bytes}},
        },
      },
      public: {directory: {}},
    });
  });

  it.each([
    [{a: '', 'a/b': ''}, []],
    [{'a/b': '', a: ''}, []],
    [{a: ''}, ['a']],
  ])('FP8 refuses a file where a folder is needed: %j', (files, folders) => {
    expect(() => toTree(files, folders)).toThrowError(expect.objectContaining({code: 'already-exists'}));
  });

  it('FP8 refuses bad paths', () => {
    expect(() => toTree({'../x': ''})).toThrowError(expect.objectContaining({code: 'invalid-path'}));
    expect(() => toTree({}, ['__proto__'])).toThrowError(expect.objectContaining({code: 'invalid-path'}));
  });
});

describe('fromTree', () => {
  it('FP9 gives back what toTree was given', () => {
    const files = {'index.html': '<p>', 'src/a/b.ts': 'b', 'src/icon.png': new Uint8Array([1])};
    expect(fromTree(toTree(files))).toEqual(files);
  });

  it.each([
    null,
    'text',
    [],
    {a: null},
    {a: 'text'},
    {a: {}},
    {a: {file: {}}},
    {a: {file: {contents: 1}}},
    {a: {file: {symlink: 'b'}}},
    {a: {directory: []}},
    {a: {directory: {b: {file: null}}}},
  ])('FP9 refuses %j', (tree) => {
    expect(() => fromTree(tree)).toThrowError(expect.objectContaining({code: 'invalid-input'}));
  });

  it.each([
    '{"__proto__": {"file": {"contents": "x"}}}',
    '{"constructor": {"directory": {"prototype": {"file": {"contents": "x"}}}}}',
    '{"a/b": {"file": {"contents": "x"}}, "..": {"file": {"contents": "x"}}}',
  ])('FP9 refuses hostile names: %s', (json) => {
    expect(() => fromTree(JSON.parse(json))).toThrowError(expect.objectContaining({code: 'invalid-path'}));
    expect(({} as Record<string, unknown>).file).toBeUndefined();
  });

  it('FP9 takes no inherited node for a file', () => {
    const node: unknown = Object.create({file: {contents: 'inherited'}});
    expect(() => fromTree({a: node})).toThrowError(expect.objectContaining({code: 'invalid-input'}));
  });

  it('FP10 limits depth by the length of a path', () => {
    let tree: unknown = {};
    for (let depth = 0; depth < 10_000; depth++) tree = {a: {directory: tree}};
    expect(() => fromTree(tree)).toThrowError(expect.objectContaining({code: 'invalid-path'}));
  });

  it('FP10 limits the number of files, the size of a text and the whole', () => {
    const many = Object.fromEntries(
      Array.from({length: limits.maxFiles}, (_, index) => [`${index}.txt`, '']),
    );
    expect(Object.keys(fromTree(toTree(many)))).toHaveLength(limits.maxFiles);
    expect(() => fromTree(toTree({...many, more: ''}))).toThrowError(
      expect.objectContaining({code: 'limit-reached'}),
    );

    const largest = 'é'.repeat(limits.maxFileBytes / 2);
    expect(fromTree(toTree({'a.txt': largest}))['a.txt']).toBe(largest);
    expect(() => fromTree(toTree({'a.txt': `${largest}x`}))).toThrowError(
      expect.objectContaining({code: 'too-large'}),
    );

    const asset = new Uint8Array(limits.maxProjectBytes);
    expect(fromTree(toTree({'a.bin': asset}))['a.bin']).toBe(asset);
    expect(() => fromTree(toTree({'a.bin': asset, b: 'x'}))).toThrowError(
      expect.objectContaining({code: 'too-large'}),
    );
  });
});

describe('treeEntries', () => {
  it('FP11 names what it cannot accept and goes on', () => {
    const tree = {
      'a.ts': {file: {contents: 'a'}},
      '..': {file: {contents: 'x'}},
      src: {directory: {bad: 1, 'b.ts': {file: {contents: 'b'}}}},
    };
    const seen = [...treeEntries(tree)].map((entry) =>
      'error' in entry ? `${entry.path}: ${entry.error.code}` : `${entry.path}= ${entry.contents}`,
    );
    expect(seen).toEqual(['a.ts= a', '..: invalid-path', 'src/bad: invalid-input', 'src/b.ts= b']);
  });
});
