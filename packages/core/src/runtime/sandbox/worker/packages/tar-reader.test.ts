import {describe, expect, test} from 'vitest';
import {tar} from './tar.test-support.js';
import {readTar} from './tar-reader.js';

const textOf = (bytes: Uint8Array) =>
  readTar(bytes).map(({path, start, size}): [string, string] => [
    path,
    new TextDecoder().decode(bytes.subarray(start, start + size)),
  ]);

describe('PK4 a tar', () => {
  test('is read as its files, in order, whatever their length', () => {
    const long = 'x'.repeat(1500);
    expect(
      textOf(
        tar([
          {path: 'package/a.js', text: 'a'},
          {path: 'package/b/c.js', text: long},
        ]),
      ),
    ).toEqual([
      ['package/a.js', 'a'],
      ['package/b/c.js', long],
    ]);
  });

  test('keeps empty files, and leaves out folders and links', () => {
    const bytes = tar([
      {path: 'package/', text: '', type: '5'},
      {path: 'package/empty', text: ''},
      {path: 'package/link', text: '', type: '2'},
      {path: 'package/old', text: 'o', type: '\0'},
    ]);
    expect(textOf(bytes)).toEqual([
      ['package/empty', ''],
      ['package/old', 'o'],
    ]);
  });

  test('may have a path in two parts, in a pax header, or in a GNU header', () => {
    const longPath = `package/${'folder/'.repeat(30)}file.js`;
    const record = ` path=${longPath}\n`;
    const length = record.length + String(record.length + 3).length;
    const bytes = tar([
      {path: 'file.js', prefix: 'package/deep', text: 'ustar'},
      {path: 'PaxHeader', text: `${length}${record}`, type: 'x'},
      {path: 'package/cut-off', text: 'pax'},
      {path: '././@LongLink', text: `${longPath}\0`, type: 'L'},
      {path: 'package/cut-off', text: 'gnu'},
      {path: 'package/next', text: 'plain'},
    ]);
    expect(textOf(bytes)).toEqual([
      ['package/deep/file.js', 'ustar'],
      [longPath, 'pax'],
      [longPath, 'gnu'],
      ['package/next', 'plain'],
    ]);
  });

  test.each([
    ['cut off', tar([{path: 'package/a', text: 'x'.repeat(600)}]).subarray(0, 900), /ends in the middle/],
    ['empty', new Uint8Array(1024), /no files/],
    ['no tar at all', new TextEncoder().encode('not a tar '.repeat(100)), /not a tar|middle/],
  ])('that is %s is refused', (_, bytes, reason) => {
    expect(() => readTar(bytes)).toThrow(reason);
  });
});
