import {describe, expect, it} from 'vitest';
import {CodecraftError} from '../errors.js';
import {limits} from '../protocol/limits.js';
import {ancestorsOf, checkPath, extensionOf, nameOf, parentOf, quotePath} from './path.js';

function refusalOf(path: string): CodecraftError {
  try {
    checkPath(path);
  } catch (error) {
    if (error instanceof CodecraftError) return error;
  }
  throw new Error(`accepted ${JSON.stringify(path)}`);
}

describe('checkPath', () => {
  it.each([
    'App.tsx',
    'src/App.tsx',
    '.gitignore',
    'src/[id]/page.tsx',
    'a b/ç é.txt',
    '文件/表情😀.ts',
    'prototype/index.html',
    '...',
    'src/..hidden',
    'C:/x',
    ' leading and trailing ',
  ])('FP1 accepts %j as it is', (path) => {
    expect(() => checkPath(path)).not.toThrow();
  });

  it.each([
    ['', 'is empty'],
    ['/etc/passwd', 'starts with'],
    ['src/', 'ends with'],
    ['src//App.tsx', 'empty folder name'],
    ['../secret', '“..”'],
    ['src/../../secret', '“..”'],
    ['./App.tsx', '“.”'],
    ['src/..', '“..”'],
    ['src\\App.tsx', 'backslash'],
  ])('FP2 refuses %j', (path, reason) => {
    expect(refusalOf(path)).toMatchObject({code: 'invalid-path', message: expect.stringContaining(reason)});
  });

  it.each(['a\u0000b', 'a\nb', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u202egpj.exe'])(
    'FP3 refuses the unseen character in %j and shows it',
    (path) => {
      const {code, message} = refusalOf(path);
      expect(code).toBe('invalid-path');
      expect(message).toMatch(/\\u\{[0-9a-f]+\}/);
      expect(message).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    },
  );

  it('FP3 refuses half a surrogate pair', () => {
    expect(refusalOf('a\ud83d.ts').message).toContain('not well-formed Unicode');
    expect(() => checkPath('a\ud83d\ude00.ts')).not.toThrow();
  });

  it('FP4 measures paths and names in bytes of UTF-8', () => {
    const name = 'é'.repeat(127); // 254 bytes
    expect(() => checkPath(`${name}x`)).not.toThrow();
    expect(refusalOf(`${name}xx`).message).toContain(`${limits.maxPathSegmentBytes} bytes`);

    const folder = 'a'.repeat(127);
    const longest = Array.from({length: 8}, () => folder).join('/'); // 1,023 bytes
    expect(() => checkPath(`${longest}b`)).not.toThrow();
    expect(refusalOf(`${longest}bc`).message).toContain(`${limits.maxPathBytes} bytes`);
    expect(refusalOf('a/'.repeat(5_000_000)).message.length).toBeLessThan(300);
  });

  it.each(['__proto__', 'src/__proto__/x.ts', 'constructor', 'a/toString'])(
    'FP5 refuses the inherited name in %j',
    (path) => {
      expect(refusalOf(path).message).toContain('reserved in JavaScript');
    },
  );
});

describe('the parts of a path', () => {
  it.each([
    ['src/components/App.test.tsx', 'src/components', 'App.test.tsx', '.tsx'],
    ['README.md', '', 'README.md', '.md'],
    ['.gitignore', '', '.gitignore', ''],
    ['bin/run', 'bin', 'run', ''],
    ['v1.2/run', 'v1.2', 'run', ''],
  ])('%s', (path, parent, name, extension) => {
    expect(parentOf(path)).toBe(parent);
    expect(nameOf(path)).toBe(name);
    expect(extensionOf(path)).toBe(extension);
  });

  it('lists the folders above, outermost first', () => {
    expect(ancestorsOf('a/b/c.ts')).toEqual(['a', 'a/b']);
    expect(ancestorsOf('c.ts')).toEqual([]);
  });

  it('quotes a long path short', () => {
    expect(quotePath('src/App.tsx')).toBe('“src/App.tsx”');
    expect(quotePath('😀'.repeat(500))).toBe(`“${'😀'.repeat(80)}…”`);
  });
});
