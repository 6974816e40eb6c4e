import {describe, expect, test} from 'vitest';
import {FileSystem} from '../files/file-system.js';
import {Resolver} from '../resolve/resolver.js';
import {compileLess} from './less.js';
import {CompileProblem} from './problem.js';

await import('../../packs/compiler-less.js');
const compiler = globalThis.codecraftCompilers!.less!;

function compile(contents: Record<string, string>) {
  const files = new FileSystem();
  for (const [name, text] of Object.entries(contents)) files.write(name, text);
  const resolver = new Resolver(files, {aliases: [{find: '@', replacement: '/src'}], isPacked: () => false});
  const {css, imported} = compileLess(files.readText('/src/main.less'), '/src/main.less', compiler, {
    files,
    resolver,
  });
  return {css: css.replace(/\s+/g, ' ').trim(), imported};
}

describe('Less', () => {
  test('RT-T7 variables, nesting, mixins and functions become CSS', () => {
    const source = '@c: #ff0000; .box(@n) { margin: @n; } .a { .b { color: darken(@c, 10%); .box(2px); } }';
    expect(compile({'/src/main.less': source}).css).toBe('.a .b { color: #cc0000; margin: 2px; }');
  });

  const places: [specifier: string, file: string][] = [
    ['parts/colors', '/src/parts/colors.less'],
    ['./colors.less', '/src/colors.less'],
    ['@/theme/colors', '/src/theme/colors.less'],
    ['~theme/colors.less', '/node_modules/theme/colors.less'],
  ];
  test.each(places)('RT-T7 @import %s, and tells which file it was', (specifier, file) => {
    const {css, imported} = compile({
      '/node_modules/theme/package.json': '{}',
      '/src/main.less': `@import '${specifier}'; .a { color: @c; }`,
      [file]: '@c: red;',
    });
    expect(css).toBe('.a { color: red; }');
    expect(imported).toEqual([file]);
  });

  const problems: [name: string, source: string, message: RegExp, line: number][] = [
    ['an unknown variable', '.a {\n  color: @no;\n}', /@no is undefined/, 2],
    ['a missing import', "@import 'nope';", /nope does not exist/, 1],
    ['JavaScript in it', '.a {\n  width: `1 + 1`;\n}', /Inline JavaScript is not enabled/, 2],
    ['a plugin', "@plugin 'own';", /The plugin own cannot run here/, 1],
  ];
  test.each(problems)('RT-T8 %s is refused with its place', (_, source, message, line) => {
    const problem = (() => {
      try {
        return compile({'/src/main.less': source});
      } catch (error) {
        return error;
      }
    })();
    expect(problem).toBeInstanceOf(CompileProblem);
    expect((problem as CompileProblem).message).toMatch(message);
    expect((problem as CompileProblem).place).toMatchObject({path: '/src/main.less', line});
  });
});
