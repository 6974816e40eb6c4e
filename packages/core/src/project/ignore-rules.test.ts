import {expect, it} from 'vitest';
import {ignoreRules} from './ignore-rules.js';

it.each([
  ['node_modules/react/index.js', true],
  ['packages/a/node_modules/b.js', true],
  ['dist/index.html', true],
  ['debug.log', true],
  ['.env.local', true],
  ['output.txt', false],
  ['src/distance.ts', false],
  ['src/build.ts', false],
])('TM8 %s is left out: %s', (path, isIgnored) => {
  expect(ignoreRules()(path)).toBe(isIgnored);
});

it('TM8 the project’s .gitignore adds to it and makes exceptions', () => {
  const rules = ignoreRules('# made\n/out\n*.sqlite\ncache/**/*.json\n!keep.log\n!dist/\n');
  expect(rules('out/a.txt')).toBe(true);
  expect(rules('src/out/a.txt')).toBe(false);
  expect(rules('data/app.sqlite')).toBe(true);
  expect(rules('cache/a/b.json')).toBe(true);
  expect(rules('keep.log')).toBe(false);
  expect(rules('dist/index.html')).toBe(false);
});

it('TM8 a pattern of many stars costs no time that grows with it', () => {
  const rules = ignoreRules(`${'*a'.repeat(100)}\n`);
  expect(rules('a'.repeat(200))).toBe(true);
  expect(rules(`${'a'.repeat(200)}b`)).toBe(false);
});
