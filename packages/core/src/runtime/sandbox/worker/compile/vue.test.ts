import * as vue from '@vue/compiler-sfc';
import {describe, expect, test} from 'vitest';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';
import {compileVue} from './vue.js';

const compile = (source: string) => compileVue(source, '/src/App.vue', vue, (css) => css);

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

  test('lines lead back to the file', () => {
    const {code, lines} = compile(
      '<template>\n<p>{{ a }}</p>\n</template>\n\n<script setup>\nconst a = 1;\nthrow a;\n</script>',
    );
    const index = code.split('\n').findIndex((line) => line.includes('throw a'));
    expect(lines[index]).toBe(7);
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
