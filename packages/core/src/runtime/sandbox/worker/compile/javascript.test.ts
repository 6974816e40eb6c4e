import {transform} from 'sucrase';
import {describe, expect, test} from 'vitest';
import {compileJavaScript} from './javascript.js';
import {defaultJsx, type JsxSettings} from './jsx.js';
import {CompileProblem} from './problem.js';

function compile(source: string, language = 'tsx', jsx: JsxSettings = defaultJsx) {
  return compileJavaScript(source, `/src/file.${language}`, {
    language,
    jsx,
    typeScript: () => transform,
    refresh: false,
    isProjectFile: true,
    assignsFields: false,
    expandGlob: () => ({expression: '({})', imports: []}),
    assetUrl: (specifier) => (specifier === './here.png' ? 'data:image/png,' : undefined),
  });
}

type Exports = Record<string, unknown>;

/** Runs a module as the frame's registry does, with other modules given by specifier. */
function run(source: string, modules: Record<string, Exports> = {}, language = 'tsx'): Exports {
  const exports: Exports = {};
  const {code} = compile(source, language);
  const body = new Function('__export', '__exportAll', '__require', '__import', '__meta', code);
  const define = (getters: Record<string, () => unknown>) => {
    for (const [name, get] of Object.entries(getters)) {
      Object.defineProperty(exports, name, {enumerable: true, configurable: true, get});
    }
  };
  const jsxRuntime = {
    jsxDEV: (type: unknown, props: object, key: unknown, isStatic: boolean) => ({type, props, key, isStatic}),
    Fragment: 'fragment',
  };
  const all: Record<string, Exports> = {
    ...modules,
    'react/jsx-dev-runtime': jsxRuntime,
    react: {
      createElement: (type: unknown, props: unknown, ...children: unknown[]) => ({type, props, children}),
      ...modules['react'],
    },
  };
  body(
    define,
    (other: Exports) => {
      const names = Object.keys(other).filter((name) => name !== 'default' && !(name in exports));
      define(Object.fromEntries(names.map((name) => [name, () => other[name]])));
    },
    (specifier: string) => all[specifier],
    async (specifier: string) => all[specifier],
    {url: 'https://app.preview.invalid/src/file.tsx', env: {MODE: 'test'}},
  );
  return exports;
}

const other = {default: 'default', one: 1, two: (value: unknown) => value, 'a-b': 'dashed'};

describe('imports and exports', () => {
  const cases: [name: string, source: string, expected: unknown][] = [
    ['default', "import x from './o'; export const value = x;", 'default'],
    ['named and renamed', "import {one, one as uno} from './o'; export const value = [one, uno];", [1, 1]],
    ['namespace', "import * as o from './o'; export const value = o.one;", 1],
    ['string name', "import {'a-b' as dashed} from './o'; export const value = dashed;", 'dashed'],
    ['called without this', "import {two} from './o'; export const value = two(2);", 2],
    [
      'a call after a line without semicolon',
      "import {two} from './o'\nlet a = 1\ntwo(a)\nexport const value = a",
      1,
    ],
    [
      'as an if body',
      "import {two} from './o'; let a; if (true) two(1); else two(2)\nexport const value = 3",
      3,
    ],
    ['tagged template', "import {two} from './o'; export const value = two`x`.length;", 1],
    ['shorthand property', "import {one} from './o'; export const value = {one};", {one: 1}],
    ['shadowed by a parameter', "import {one} from './o'; export const value = ((one) => one)(5);", 5],
    [
      'shadowed by a block',
      "import {one} from './o'; let value; { const one = 6; value = one; } export {value};",
      6,
    ],
    [
      'shadowed by var in a nested block',
      "import {one} from './o'; export const value = (() => { if (true) { var one = 7; } return one; })();",
      7,
    ],
    [
      'shadowed by a destructured parameter',
      "import {one} from './o'; export const value = (({one}) => one)({one: 8});",
      8,
    ],
    [
      'shadowed by catch',
      "import {one} from './o'; let value; try { throw 9; } catch (one) { value = one; } export {value};",
      9,
    ],
    [
      'not a property or a key',
      "import {one} from './o'; const a = {one: 2, b: {one: 3}}; export const value = [a.one, a.b.one, one];",
      [2, 3, 1],
    ],
    ['computed key', "import {one} from './o'; export const value = {[one]: 2}[1];", 2],
    [
      'as a class base',
      "import {Base} from './c'; export const value = new (class extends Base {})().name;",
      'base',
    ],
    ['import used before its line', "export const value = one; import {one} from './o';", 1],
    ['destructured export', 'export const {a, b: [value]} = {a: 1, b: [2]};', 2],
    ['several declarators', 'export const first = 1, value = 2;', 2],
    ['list of exports', 'const a = 1; export {a as value};', 1],
    ['re-export', "export {one as value} from './o';", 1],
    ['re-export of default', "export {default as value} from './o';", 'default'],
    ['import, then export', "import {one} from './o'; export {one as value};", 1],
    ['star with a name', "export * as value from './s';", {a: 1}],
    ['export default expression', 'export default [1];export const value = 2', 2],
    ['dynamic import', "export const value = typeof import('./o').then;", 'function'],
    ['import.meta', 'export const value = import.meta.env.MODE;', 'test'],
    ['asset by URL', "export const value = new URL('./here.png', import.meta.url).href;", 'data:image/png,'],
    [
      'no asset: still a URL',
      "export const value = new URL('./x.txt', import.meta.url).href;",
      'https://app.preview.invalid/src/x.txt',
    ],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    const modules = {
      './o': other,
      './s': {a: 1},
      './c': {
        Base: class {
          name = 'base';
        },
      },
    };
    expect(run(source, modules)['value']).toEqual(expected);
  });

  const defaults: [name: string, source: string][] = [
    ['function', 'export default function () { return 1; }'],
    ['named function', 'export default function f() { return 1; }'],
    ['async generator', 'export default async function* () { yield 1; }'],
    ['class', 'export default class { x = 1 }'],
    ['named class', 'export default class C {}'],
    ['arrow', 'export default () => 1'],
    ['parenthesised class', 'export default (class {})'],
  ];
  test.each(defaults)('default export: %s', (_, source) => {
    expect(run(source)['default']).toBeTypeOf('function');
  });

  test('exports are live, and functions are there before the module ran', () => {
    const exports = run('export let count = 0; export function add() { count++; }');
    (exports['add'] as () => void)();
    expect(exports['count']).toBe(1);
    const {code} = compile("import './o'; export function early() {}");
    expect(code.indexOf('__export({"early"')).toBeLessThan(code.indexOf('__require'));
  });

  test('star exports do not hide own names and leave out the default', () => {
    const exports = run("export * from './o'; export const one = 'own';", {'./o': other});
    expect(Object.keys(exports).sort()).toEqual(['a-b', 'one', 'two']);
    expect(exports['one']).toBe('own');
  });

  test('lines keep their numbers', () => {
    const {code} = compile("import {\n  one,\n} from './o';\nexport default\n  one;\nthrow 0;");
    expect(code.split('\n').findIndex((line) => line.includes('throw 0'))).toBe(5);
  });

  test('top-level await makes a module wait; await in a function does not', () => {
    expect(compile('await 1; export {};').isAsync).toBe(true);
    expect(compile('for await (const x of []) {}').isAsync).toBe(true);
    expect(compile('async function f() { await 1; }').isAsync).toBe(false);
  });

  test('what is imported is told, with the names', () => {
    const {staticImports, dynamicImports, exportNames} = compile(
      "import a, {b as c} from './x'; import './y'; import('./z'); a; c; export const d = 1;",
    );
    expect(staticImports).toEqual([
      {specifier: './x', names: [{name: 'default'}, {name: 'b'}]},
      {specifier: './y', names: []},
    ]);
    expect([dynamicImports, exportNames]).toEqual([['./z'], ['d']]);
  });
});

describe('TypeScript', () => {
  const cases: [name: string, source: string, expected: unknown][] = [
    ['enum', 'enum E {A, B = 5, C = "c"} export const value = [E.A, E[5], E.C];', [0, 'B', 'c']],
    ['const enum', 'const enum E {A = 2} export const value = E.A;', 2],
    [
      'parameter properties',
      'class C { constructor(private readonly x = 1, public y = 2) {} } export const value = {...new C()};',
      {x: 1, y: 2},
    ],
    ['satisfies and as', 'export const value = ({a: 1} satisfies object as {a: number}).a;', 1],
    ['generics in arrow functions', 'const f = <T,>(x: T) => x; export const value = f<number>(1);', 1],
    [
      'overloads',
      'function f(a: string): void; function f(a: unknown) { return a; } export const value = f("x");',
      'x',
    ],
    [
      'abstract members',
      'abstract class A { abstract x(): void; y = 1 } export const value = new (class extends A { x() {} })().y;',
      1,
    ],
    ['non-null and optional chains', 'const a: {b?: number} = {b: 1}; export const value = a!.b ?? 2;', 1],
    ['declare', 'declare const x: number; declare module "y"; export const value = 1;', 1],
    [
      'import type',
      "import type {T} from './t'; import {type U, one} from './o'; export const value = one as unknown as T & U;",
      1,
    ],
    [
      'unused imports are types',
      "import {Shape} from './missing'; export const value = 1 as unknown as Shape;",
      1,
    ],
    [
      'accessors and privates',
      'class C { #x = 1; get x() { return this.#x; } static y = 0; static { C.y = 2; } } export const value = [new C().x, C.y];',
      [1, 2],
    ],
    [
      'index signature and this type',
      'class C { [k: string]: unknown; f(this: C) { return 1; } } export const value = new C().f();',
      1,
    ],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(run(source, {'./o': other}, 'ts')['value']).toEqual(expected);
  });

  test('a namespace is refused by name, because its contents would vanish', () => {
    expect(() => compile('export namespace Shapes { export const x = 1; }', 'ts')).toThrow(
      /namespace Shapes is not supported/,
    );
  });

  test('RT-F3 decorators are called', () => {
    const source = 'const name = (target: Function) => { Object.assign(target, {label: "box"}); };';
    expect(run(`${source} @name class A {} export const value = A.label;`, {}, 'ts')['value']).toBe('box');
  });

  test('RT-F3 what only the decorator of a field uses stays imported', () => {
    const decorate = (_: object, key: string) => {
      seen.push(key);
    };
    const seen: unknown[] = [];
    run("import {note} from './o';\nclass A { @note a = 1 }", {'./o': {note: decorate}}, 'ts');
    expect(seen).toEqual(['a']);
  });

  test('RT-F3 a decorator before nothing is refused', () => {
    expect(() => compile('@sealed const a = 1;', 'ts')).toThrow(/Decorators can stand before classes/);
  });
});

describe('JSX', () => {
  const element = (source: string, modules = {}, language = 'jsx') =>
    run(`export const value = ${source};`, modules, language)['value'];
  const plain = {key: undefined, isStatic: false};
  const cases: [name: string, source: string, expected: object][] = [
    ['empty', '<a/>', {type: 'a', props: {}, ...plain}],
    [
      'attributes',
      '<a b="x" c={1} d data-e="y" f:g="z"/>',
      {type: 'a', props: {b: 'x', c: 1, d: true, 'data-e': 'y', 'f:g': 'z'}, ...plain},
    ],
    ['spread', '<a {...{b: 1}} c={2}/>', {type: 'a', props: {b: 1, c: 2}, ...plain}],
    ['one child', '<a>x</a>', {type: 'a', props: {children: 'x'}, ...plain}],
    [
      'several children',
      '<a>x{1}</a>',
      {type: 'a', props: {children: ['x', 1]}, key: undefined, isStatic: true},
    ],
    ['entities', '<a b="&lt;">&amp;&nbsp;</a>', {type: 'a', props: {b: '<', children: '&\u00a0'}, ...plain}],
    [
      'white space',
      '<a>\n  one\n  two {3}\n</a>',
      {type: 'a', props: {children: ['one two ', 3]}, key: undefined, isStatic: true},
    ],
    ['comments', '<a>{/* nothing */}</a>', {type: 'a', props: {}, ...plain}],
    ['key', '<a key={1} b="c"/>', {type: 'a', props: {b: 'c'}, key: 1, isStatic: false}],
    ['key after spread', '<a {...{b: 1}} key="k"/>', {type: 'a', props: {b: 1, key: 'k'}, children: []}],
    ['fragment', '<>x</>', {type: 'fragment', props: {children: 'x'}, ...plain}],
    [
      'element as attribute',
      '<a b=<i/> />',
      {type: 'a', props: {b: {type: 'i', props: {}, ...plain}}, ...plain},
    ],
    ['custom element', '<my-a/>', {type: 'my-a', props: {}, ...plain}],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(element(source)).toEqual(expected);
  });

  test('components are imports, members or local names', () => {
    const modules = {'./o': {Box: 'Box', ui: {Card: 'Card'}}};
    const source = `import {Box, ui} from './o'; const Local = 'Local';
      const inner = ({Box}) => <Box/>;
      export const value = [<Box><ui.Card/></Box>, <Local/>, inner({Box: 'shadow'})];`;
    const [box, local, shadow] = run(source, modules, 'jsx')['value'] as {
      type: string;
      props: {children: object};
    }[];
    expect([box!.type, local!.type, shadow!.type]).toEqual(['Box', 'Local', 'shadow']);
    expect(box!.props.children).toMatchObject({type: 'Card'});
  });

  test('works in .js and .tsx', () => {
    expect(element('<a>{1}</a>', {}, 'js')).toMatchObject({props: {children: 1}});
    expect(element('<a b={1 as number}>{(1 as number) + 1}</a>', {}, 'tsx')).toMatchObject({
      props: {b: 1, children: 2},
    });
  });

  test('lines keep their numbers', () => {
    const lines = [
      'const a = (',
      '<ul',
      '  key={1}',
      '  title="x',
      '    y"',
      '>',
      '  text',
      '  {[1].map((n) => (',
      '    <li>',
      '      {n}',
      '    </li>',
      '  ))}',
      '</ul>',
      ');',
      'throw 0;',
    ];
    const {code} = compile(lines.join('\n'), 'jsx');
    const found = code.split('\n');
    expect(found.findIndex((line) => line.includes('throw 0'))).toBe(14);
    expect(found.findIndex((line) => line.includes('.map('))).toBe(7);
  });

  test('the classic runtime, by setting or comment', () => {
    const classic: JsxSettings = {...defaultJsx, runtime: 'classic'};
    expect(compile("import React from 'react'; <a b='c'>x</a>;", 'tsx', classic).code).toContain(
      'React.createElement'.replace('React', '__import0.default') + '("a", {b: "c", }, "x")',
    );
    expect(compile('/** @jsx h */ import {h} from "./h"; <a/>;', 'tsx').code).toContain(
      '__import0.h("a", null)',
    );
    expect(compile('/** @jsxImportSource preact */ <a/>;', 'jsx').code).toContain('"preact/jsx-dev-runtime"');
  });
});

describe('problems', () => {
  const cases: [source: string, language: string, message: RegExp, line: number, column: number][] = [
    ['const a = 1;\nconst b = ;', 'js', /^Unexpected token\.$/, 2, 11],
    ['<div>\n  <span>\n</div>', 'jsx', /^Expected corresponding JSX closing tag for <span>\.$/, 3, 1],
    ['const a = <div', 'jsx', /^Unexpected token\.$/, 1, 15],
    ['let a = 1;\nlet a = 2;', 'ts', /already been declared/, 2, 5],
    ['const x: = 1;', 'ts', /Unexpected token/, 1, 10],
  ];
  test.each(cases)('%j in %s', (source, language, message, line, column) => {
    let problem: unknown;
    try {
      compile(source, language);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(CompileProblem);
    expect((problem as CompileProblem).message).toMatch(message);
    expect((problem as CompileProblem).place).toMatchObject({path: `/src/file.${language}`, line, column});
  });

  test('a problem shows the lines around it', () => {
    const problem = new CompileProblem('Unexpected token.', {
      path: '/src/a.ts',
      source: '1\n2\n3\n4\n5',
      line: 4,
      column: 1,
    });
    expect(problem.toSourceProblem()).toEqual({
      title: 'src/a.ts cannot be read at line 4',
      message: 'Unexpected token.',
      path: 'src/a.ts',
      line: 4,
      column: 1,
      excerpt: {firstLine: 2, lines: ['2', '3', '4', '5']},
    });
  });
});
