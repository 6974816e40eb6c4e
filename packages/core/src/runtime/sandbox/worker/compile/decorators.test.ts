import {describe, expect, test} from 'vitest';
import {lowerDecorators} from './decorators.js';
import {CompileProblem} from './problem.js';

/** Runs the code with decorators that write down what they are told. */
function run(
  source: string,
  {assignsFields = true} = {},
): {log: unknown[]; exports: Record<string, unknown>} {
  const log: unknown[] = [];
  const code = lowerDecorators(source, '/src/file.js', source, {assignsFields});
  const body = code.replace(
    /export \{(\w+)(?: as (\w+))?\};/g,
    (_, local, name) => `exports.${name ?? local} = ${local};`,
  );
  const exports: Record<string, unknown> = {};
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      const [target, key] = args;
      log.push([name, typeof target === 'function' ? target.name : 'prototype', key]);
    };
  new Function('note', 'log', 'exports', body)(note, log, exports);
  return {log, exports};
}

describe('decorators', () => {
  test('RT-F3 are called as by TypeScript: members first, each list from the last, the class at the end', () => {
    const {log} = run(`@note('first') @note('second')
export class Box { @note('field') a = 1; @note('method') go() {} @note('static') static b = 2; }`);
    expect(log).toEqual([
      ['field', 'prototype', 'a'],
      ['method', 'prototype', 'go'],
      ['static', 'Box', 'b'],
      ['second', 'Box', undefined],
      ['first', 'Box', undefined],
    ]);
  });

  test('RT-F3 a method decorator may replace the method', () => {
    const {exports} =
      run(`const twice = (target, key, descriptor) => ({...descriptor, value() { return 2 * descriptor.value.call(this); }});
export class Box { n = 21; @twice answer() { return this.n; } }`);
    const Box = exports['Box'] as new () => {answer(): number};
    expect(new Box().answer()).toBe(42);
  });

  test('RT-F3 fields are assigned where the project says so, so that an accessor of the prototype sees them', () => {
    const source = `const seen = (target, key) => { Object.defineProperty(target, key, {set(value) { log.push([key, value]); }, configurable: true}); };
export default class Box { @seen a = 1; @seen 'b' = 2; c; constructor() { log.push('constructor'); } }`;
    const create = ({exports, log}: ReturnType<typeof run>) => {
      new (exports['default'] as new () => unknown)();
      return log;
    };
    expect(create(run(source))).toEqual([['a', 1], ['b', 2], 'constructor']);
    expect(create(run(source, {assignsFields: false}))).toEqual(['constructor']);
  });

  test('RT-F3 parameters of constructors and methods are told by their number', () => {
    const {log} = run(`const at = (target, key, index) => log.push([typeof target, key, index]);
export class Box { constructor(a, @at b) {} go(@at c = 1, d) {} }`);
    expect(log).toEqual([
      ['object', 'go', 0],
      ['function', undefined, 1],
    ]);
  });

  test('RT-F3 lines keep their numbers', () => {
    const source = `import {x} from 'x';\n\n@note(\n  'a',\n)\nexport class Box {\n  @note('b')\n  field = 1;\n}\nconst last = 1;`;
    const lines = lowerDecorators(source, '/f.js', source, {assignsFields: true}).split('\n');
    expect(lines).toHaveLength(source.split('\n').length);
    expect(lines[9]).toBe('const last = 1;');
    expect(lines[7]).toContain('this.field = 1');
  });

  test('RT-F3 code without decorators stays as it is', () => {
    const source = "const mail = 'a@b.c'; /* @see x */ export class Box { a = 1; }";
    expect(lowerDecorators(source, '/f.js', source, {assignsFields: true})).toBe(source);
  });

  test('RT-F3 a decorator that stands before nothing is a problem with its place', () => {
    const source = 'const a = 1;\n@note const b = 2;';
    expect(() => lowerDecorators(source, '/f.js', source, {assignsFields: true})).toThrow(CompileProblem);
  });
});
