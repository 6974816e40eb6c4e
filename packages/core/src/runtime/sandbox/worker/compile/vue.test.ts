import * as vue from '@vue/compiler-sfc';
import {describe, expect, test, vi} from 'vitest';
import type {VueModule} from './compilers.js';
import {LastResults} from './last-results.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';
import {compileVue} from './vue.js';

function compile(source: string, compiler: VueModule = vue, last = new LastResults()) {
  const component = compileVue(source, '/src/App.vue', compiler, last, (css) => css);
  const parts = [component.script, ...(component.template ? [component.template] : [])];
  return {
    ...component,
    code: parts.map(({code}) => code).join('\n'),
    lines: parts.flatMap(({lines}) => lines),
  };
}

function problemOf(source: string): CompileProblem {
  try {
    compile(source);
  } catch (error) {
    if (error instanceof CompileProblem) return error;
  }
  throw new Error('It compiled.');
}

describe('single-file components', () => {
  test('script setup with TypeScript, template and scoped style become one module', () => {
    const {code, language, style} = compile(
      '<script setup lang="ts">const a: number = 1;</script><template><p>{{ a }}</p></template><style scoped>p { x: y }</style>',
    );
    expect(language).toBe('ts');
    expect(code).toContain('__component.render = __render;');
    expect(code).toContain('export default __component;');
    expect(style).toMatch(/p\[data-v-\w+\] \{ x: y/);
  });

  test('a component with options, or with a template alone', () => {
    expect(compile('<script>export default {data: () => ({})}</script>').code).toContain(
      'const __component = {data',
    );
    expect(compile('<template><p/></template>').code).toContain('const __component = {};');
  });

  test('CSS modules', () => {
    const {code, style} = compile('<template><p/></template><style module>.a { x: y }</style>');
    expect(code).toMatch(/__cssModules = \{"\$style":\{"a":"_a_\w+"\}\}/);
    expect(style).toMatch(/\._a_\w+ \{ x: y/);
  });

  test('only a change of the script changes its hash', () => {
    const hash = (source: string) => /__scriptHash = "(\w+)"/.exec(compile(source).code)![1];
    const script = '<script setup>const a = 1;</script>';
    expect(hash(`${script}<template><b/></template>`)).toBe(hash(`${script}<template><i/></template>`));
    expect(hash('<script setup>const a = 2;</script><template><b/></template>')).not.toBe(
      hash(`${script}<template><b/></template>`),
    );
  });

  test.each([
    ['<p>{{ (a as string).length }}</p>', true],
    ['<p>{{ a!.length }}</p>', true],
    ['<p>{{ a satisfies string }}</p>', true],
    ['<p @click="(event: Event) => a(event)"/>', true],
    ['<p @click="function (event: Event) { a(event) }"/>', true],
    ['<p :id="a<string>(1)"/>', true],
    ['<p>{{ <string>a }}</p>', true],
    ['<p :id="b, <string>a"/>', true],
    ['<h1>{{ a }}</h1>\n <p :id="a ? b : c" @click="a++"><b>text</b></p>', false],
  ])('types are looked for where a template may have some: %s', (template, mayHaveTypes) => {
    const typed = `<script setup lang="ts">const a: any = 1;</script><template>${template}</template>`;
    expect(compile(typed).template?.mayHaveTypes).toBe(mayHaveTypes);
  });

  test('lines lead back to the file', () => {
    const {code, lines} = compile(
      '<template>\n<p>{{ a }}</p>\n</template>\n\n<script setup>\nconst a = 1;\nthrow a;\n</script>',
    );
    const index = code.split('\n').findIndex((line) => line.includes('throw a'));
    expect(lines[index]).toBe(7);
  });
});

describe('after an edit', () => {
  const spied = () => ({
    parse: vue.parse,
    compileScript: vi.fn(vue.compileScript),
    compileTemplate: vi.fn(vue.compileTemplate),
    compileStyle: vi.fn(vue.compileStyle),
  });
  const file = ({script = 'const a = 1;', template = '<p>{{ a }}</p>', style = 'p { x: y }'}) =>
    `<script setup>${script}</script>\n<template>${template}</template>\n<style scoped>${style}</style>`;

  test.each([
    ['template', file({template: '<b>{{ a }}</b>'}), [1, 2, 1]],
    ['style', file({style: 'p { x: z }'}), [1, 1, 2]],
    ['script', file({script: 'const a = 2;'}), [2, 1, 1]],
    ['names that the script has', file({script: 'let a = 1;'}), [2, 2, 1]],
    ['place in the file', `\n${file({})}`, [2, 2, 1]],
  ])('RT-F14 only what changed is compiled: %s', (_, edited, times) => {
    const compiler = spied();
    const last = new LastResults();
    compile(file({}), compiler, last);
    expect(compile(edited, compiler, last)).toEqual(compile(edited));
    const {compileScript, compileTemplate, compileStyle} = compiler;
    expect([compileScript, compileTemplate, compileStyle].map(({mock}) => mock.calls.length)).toEqual(times);
  });

  test('RT-F14 an import that only the template uses now is offered to it', () => {
    const typed = (template: string) =>
      `<script setup lang="ts">import {one} from './one';</script><template>${template}</template>`;
    const last = new LastResults();
    expect(compile(typed('<p/>'), vue, last).code).not.toContain('get one()');
    const edited = compile(typed('<p>{{ one }}</p>'), vue, last);
    expect(edited.code).toContain('get one()');
    expect(edited).toEqual(compile(typed('<p>{{ one }}</p>')));
  });

  test('RT-F14 what failed is compiled again', () => {
    const last = new LastResults();
    const wrong = file({template: '<p>{{ a }</p>'});
    expect(() => compile(wrong, vue, last)).toThrow(CompileProblem);
    expect(() => compile(wrong, vue, last)).toThrow(CompileProblem);
  });
});

describe('problems', () => {
  test.each([
    ['template', '<template>\n  <p>{{ a }</p>\n</template>', 2],
    ['element without an end', '<template>\n<p>\n</template>', 2],
    ['script', '<script setup>\nconst a = ;\n</script>', 2],
  ])('%s', (_, source, line) => {
    expect(problemOf(source).place).toMatchObject({path: '/src/App.vue', line});
  });

  test('other languages and outside blocks are refused by name', () => {
    expect(problemOf('<template lang="pug">p</template>').message).toContain('<template lang="pug">');
    expect(problemOf('<template><p/></template><style lang="stylus">a {}</style>').message).toContain(
      '<style lang="stylus">',
    );
    expect(problemOf('<script src="./a.js"></script>').message).toContain('<script src>');
  });
});

test('source maps are read by line', () => {
  // Line 1: nothing. Line 2: column 0 → line 3. Line 3: column 4 → line 2.
  expect(sourceLines(';AAEA;IADA')).toEqual([undefined, 3, 2]);
});
