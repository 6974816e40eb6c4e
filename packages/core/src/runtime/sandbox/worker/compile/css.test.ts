import {describe, expect, test} from 'vitest';
import {compileCss} from './css.js';
import {scopeCss, scopeHash} from './css-modules.js';

const sheets: Record<string, string> = {
  '/src/base.css': 'p { color: red; }',
  '/src/cycle.css': '@import "./cycle.css"; a {}',
  '/src/fonts.css': '@import url("https://fonts.example/a.css"); b { background: url(./b.png); }',
};

function compile(source: string) {
  return compileCss(source, '/src/main.css', {
    findImport: (specifier) => {
      const path = `/src/${specifier.replace('./', '')}`;
      return sheets[path] === undefined ? undefined : {path, source: sheets[path]};
    },
    assetUrl: (specifier, from) => (specifier.endsWith('.png') ? `data:${from}:${specifier}` : undefined),
  });
}

describe('imports and addresses', () => {
  const cases: [name: string, source: string, expected: string][] = [
    ['import', '@import "./base.css"; a {}', 'p { color: red; } a {}'],
    ['import by url()', "@import url('./base.css');", 'p { color: red; }'],
    ['import with a media query', '@import "base.css" screen;', '@media screen {p { color: red; }}'],
    [
      'import with layer and supports',
      '@import "base.css" layer(x) supports(display: grid);',
      '@layer x {@supports (display: grid) {p { color: red; }}}',
    ],
    ['import of itself', '@import "./cycle.css";', ' a {}'],
    [
      'remote import goes first',
      'a {} @import "./fonts.css";',
      '@import url("https://fonts.example/a.css");\na {}  b { background: url("data:/src/fonts.css:./b.png"); }',
    ],
    ['own file', 'a { background: url(x.png) }', 'a { background: url("data:/src/main.css:x.png") }'],
    [
      'quoted file with a space',
      'a { background: url("x y.png") }',
      'a { background: url("data:/src/main.css:x y.png") }',
    ],
    [
      'remote and data addresses stay',
      'a { b: url(https://x/y.png); c: url(data:image/png,x); d: url(#e) }',
      'a { b: url(https://x/y.png); c: url(data:image/png,x); d: url(#e) }',
    ],
    ['unknown files stay', 'a { b: url(x.woff) }', 'a { b: url(x.woff) }'],
    [
      'comments and strings stay',
      '/* url(x.png) @import "no.css" */ a::after { content: "url(x.png)" }',
      '/* url(x.png) @import "no.css" */ a::after { content: "url(x.png)" }',
    ],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(compile(source).css).toBe(expected);
  });

  test('tells what it was made from', () => {
    expect(compile('@import "./base.css";').imported).toEqual(['/src/base.css']);
  });

  test('a missing import is a problem with its line', () => {
    expect(() => compile('a {}\n@import "./no.css";')).toThrow('The stylesheet ./no.css does not exist.');
  });
});

describe('CSS modules', () => {
  const suffix = scopeHash('/a.module.css');
  const scope = (source: string) => scopeCss(source, '/a.module.css', () => ({base: '_base_other'}));
  const cases: [name: string, source: string, expected: string][] = [
    ['class', '.a { color: red }', `._a_${suffix} { color: red }`],
    [
      'several',
      '.a.b > .c, .d:hover {}',
      `._a_${suffix}._b_${suffix} > ._c_${suffix}, ._d_${suffix}:hover {}`,
    ],
    ['id', '#a {}', `#_a_${suffix} {}`],
    [
      'nested',
      '.a { .b & { x: y } &:hover { z: .5s } }',
      `._a_${suffix} { ._b_${suffix} & { x: y } &:hover { z: .5s } }`,
    ],
    [
      'in a media query',
      '@media (min-width: 1.5px) { .a {} }',
      `@media (min-width: 1.5px) { ._a_${suffix} {} }`,
    ],
    ['global', ':global(.g .h) .a {}', `.g .h ._a_${suffix} {}`],
    ['global from here on', '.a :global .g, .b {}', `._a_${suffix} .g, ._b_${suffix} {}`],
    [
      'keyframes',
      '@keyframes in { 0.5% { x: y } } .a { animation: in 1s }',
      `@keyframes _in_${suffix} { 0.5% { x: y } } ._a_${suffix} { animation: _in_${suffix} 1s }`,
    ],
    [
      'values with dots',
      '.a { width: .5em; background: url(x.png) }',
      `._a_${suffix} { width: .5em; background: url(x.png) }`,
    ],
    ['attribute and string', '[data-x=".a"] { content: ".b" }', '[data-x=".a"] { content: ".b" }'],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(scope(source).css).toBe(expected);
  });

  test('composes names of its own, of others and global ones', () => {
    const {css, names} = scope(
      '.a {} .b { composes: a; } .c { composes: base from "./o.css"; composes: g from global; }',
    );
    expect(names).toEqual({
      a: `_a_${suffix}`,
      b: `_b_${suffix} _a_${suffix}`,
      c: `_c_${suffix} _base_other g`,
    });
    expect(css).not.toContain('composes');
  });
});
