import {compileString} from 'sass';
import {describe, expect, test} from 'vitest';
import {FileSystem} from '../files/file-system.js';
import {Resolver} from '../resolve/resolver.js';
import {CompileProblem} from './problem.js';
import {compileSass} from './sass.js';

function compile(contents: Record<string, string>, path = '/src/main.scss') {
  const files = new FileSystem();
  for (const [name, text] of Object.entries(contents)) files.write(name, text);
  const resolver = new Resolver(files, {aliases: [{find: '@', replacement: '/src'}], isPacked: () => false});
  const {css, imported} = compileSass(files.readText(path), path, path.split('.').at(-1)!, compileString, {
    files,
    resolver,
  });
  return {css: css.replace(/\s+/g, ' '), imported};
}

describe('Sass', () => {
  test('RT-F6 variables, nesting and mixins become CSS', () => {
    const source = '$c: red; @mixin box($n) { margin: $n } .a { .b { color: $c; @include box(2px); } }';
    expect(compile({'/src/main.scss': source}).css).toBe('.a .b { color: red; margin: 2px; }');
  });

  test('RT-F6 indented syntax by the name of the file', () => {
    expect(compile({'/src/main.sass': '.a\n  color: red\n'}, '/src/main.sass').css).toBe(
      '.a { color: red; }',
    );
  });

  const places: [name: string, specifier: string, file: string][] = [
    ['a partial beside it', 'parts/colors', '/src/parts/_colors.scss'],
    ['a folder with an index', './parts', '/src/parts/_index.scss'],
    ['an alias', '@/theme/colors', '/src/theme/colors.scss'],
    ['a file of plain CSS', 'reset.css', '/src/reset.css'],
  ];
  test.each(places)('RT-F6 loads %s, and tells which file it was', (_, specifier, file) => {
    const {css, imported} = compile({
      '/src/main.scss': `@use '${specifier}';`,
      [file]: '.used { color: red; }',
    });
    expect(css).toBe('.used { color: red; }');
    expect(imported).toEqual([file]);
  });

  test('RT-F6 a loaded file loads from where it lies itself', () => {
    const {css} = compile({
      '/src/main.scss': "@use 'a/one';",
      '/src/a/_one.scss': "@use 'two'; .one { color: two.$c; }",
      '/src/a/_two.scss': '$c: red;',
    });
    expect(css).toBe('.one { color: red; }');
  });

  test('RT-F6 a problem is told with its file and line', () => {
    const broken = {'/src/main.scss': "@use 'broken';", '/src/_broken.scss': '.a {\n  color: $missing;\n}'};
    expect(() => compile(broken)).toThrow(CompileProblem);
    try {
      compile(broken);
    } catch (error) {
      expect((error as CompileProblem).place).toMatchObject({path: '/src/_broken.scss', line: 2, column: 10});
    }
  });
});
