import {transform} from 'esbuild';
import {describe, expect, test} from 'vitest';
import {Lowering, needsLowering} from './lowering.js';
import {whenReady} from './not-yet.js';
import {CompileProblem} from './problem.js';

describe('what esbuild must rewrite', () => {
  const yes: [source: string, language: string][] = [
    ['namespace A { export const b = 1; }', 'ts'],
    ['export namespace A.B {}', 'tsx'],
    ['using file = open();', 'js'],
    ['async function f() {\n  await using file = open();\n}', 'ts'],
    ['for (using one of all) {}', 'js'],
    ['class A {\n  static accessor b = 1;\n}', 'js'],
    ['class A {\n  @tracked() accessor b = 1;\n}', 'ts'],
  ];
  test.each(yes)('RT-T5 %s', (source, language) => {
    expect(needsLowering(source, language)).toBe(true);
  });

  const no: [source: string, language: string][] = [
    ['declare namespace A { const b: number; }', 'ts'],
    ["import {using} from 'x'; using(1);", 'js'],
    ['const using = 1, accessor = 2;', 'js'],
    ['const {namespace} = node; namespace.b = {};', 'ts'],
    ['// using a namespace { here }', 'ts'],
    ['class A { accessor() {} using = 1; }', 'js'],
  ];
  test.each(no)('RT-T5 not %s', (source, language) => {
    expect(needsLowering(source, language)).toBe(false);
  });
});

describe('lowering', () => {
  const lowering = () => new Lowering(async () => transform as never);

  test('RT-T5 what is rewritten knows the lines it came from', async () => {
    const source = 'type A = 1;\n\nnamespace Shapes {\n  export const sides = 4;\n}\nthrow Shapes.sides;';
    const one = lowering();
    const {code, lines} = await whenReady(() => one.lower(source, '/a.ts', 'ts', true));
    const line = code.split('\n').findIndex((text) => text.startsWith('throw'));
    expect(lines[line]).toBe(6);
  });

  test('RT-T5 a problem has its place', async () => {
    const one = lowering();
    const problem = await whenReady(() => one.lower('namespace A {\n  +\n}', '/a.ts', 'ts', true)).catch(
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(CompileProblem);
    expect((problem as CompileProblem).place).toMatchObject({path: '/a.ts', line: 3});
  });
});
