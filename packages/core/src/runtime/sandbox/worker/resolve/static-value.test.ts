import {transform} from 'sucrase';
import {describe, expect, test} from 'vitest';
import {CompileProblem} from '../compile/problem.js';
import {readExport} from './static-value.js';

const modules: Record<string, unknown> = {
  theme: {sans: ['serif'], colors: {red: '#f00'}},
  plugin: (options: object) => ({options}),
};

function read(source: string, path = '/tailwind.config.js'): unknown {
  return readExport({
    path,
    source,
    importValue: (specifier) => (Object.hasOwn(modules, specifier) ? {value: modules[specifier]} : undefined),
    typeScript: () => transform,
  });
}

describe('a configuration is read without running it', () => {
  const values: [name: string, source: string, expected: unknown][] = [
    [
      'data',
      "export default {a: 'x', b: [1, -2, true, null], 'c-d': `e`}",
      {a: 'x', b: [1, -2, true, null], 'c-d': 'e'},
    ],
    ['CommonJS', "module.exports = {plugins: [require('plugin')({a: 1})]}", {plugins: [{options: {a: 1}}]}],
    [
      'imports and spreads',
      "import t from 'theme'; export default {f: ['Inter', ...t.sans], ...t.colors}",
      {f: ['Inter', 'serif'], red: '#f00'},
    ],
    ['names of imports', "import {colors as c} from 'theme'; export default c.red", '#f00'],
    [
      'constants',
      'const gap = 2; const config = {gap, wide: gap * 4}; export default config',
      {gap: 2, wide: 8},
    ],
    [
      'choices',
      "const isDark = true; export default {a: isDark ? 1 : 2, b: undefined ?? 'x'}",
      {a: 1, b: 'x'},
    ],
    [
      'patterns',
      'export default {safelist: [{pattern: /bg-(red|blue)/}]}',
      {safelist: [{pattern: /bg-(red|blue)/}]},
    ],
  ];
  test.each(values)('RT-T2 %s', (_, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  test('RT-T2 types', () => {
    const source = "import type {Config} from 'tailwindcss'; export default {content: []} satisfies Config;";
    expect(read(source, '/tailwind.config.ts')).toEqual({content: []});
  });

  test('RT-T2 a function that puts values together is called with what Tailwind gives it', () => {
    const config = read("export default {spacing: ({theme}) => ({big: theme('x') + 'rem'})}") as {
      spacing: (given: unknown) => unknown;
    };
    expect(config.spacing({theme: (name: string) => `${name}9`})).toEqual({big: 'x9rem'});
  });

  const refused: [name: string, source: string][] = [
    ['a global', 'export default fetch'],
    ['a call of a global', "export default {a: fetch('https://example.com')}"],
    ['what a value inherits', "export default ''.constructor"],
    ['the constructor of a function', "export default (() => 1).constructor('return self')()"],
    ['a constructor by a computed name', "const k = 'const' + 'ructor'; export default (() => 1)[k]"],
    ['the prototype of all objects', "export default {['__proto__']: {polluted: true}}"],
    ['the prototype by destructuring', 'const f = ({constructor: c}) => c; export default f({})'],
    ['statements', "console.log('run'); export default {}"],
    ['a loop', 'while (true) {} export default {}'],
    ['a function that never ends', 'const f = (g) => g(g); export default f(f)'],
    ['a getter', 'export default {get a() { return 1; }}'],
    ['new', 'export default new Worker("x")'],
    ['eval through import', "import x from 'node:fs'; export default x"],
  ];
  test.each(refused)('RT-T3 %s is refused', (_, source) => {
    expect(() => read(source)).toThrow(CompileProblem);
  });

  test('RT-T3 what is refused is told with its place', () => {
    const problem = (() => {
      try {
        return read('export default {\n  a: Date.now(),\n}');
      } catch (error) {
        return error;
      }
    })();
    expect((problem as CompileProblem).place).toMatchObject({path: '/tailwind.config.js', line: 2});
  });
});
