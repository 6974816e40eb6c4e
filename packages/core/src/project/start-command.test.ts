import {expect, it} from 'vitest';
import {planBuild, planStart} from './start-command.js';

it.each([
  ['a dev script', '{"scripts":{"dev":"vite","start":"node x"},"dependencies":{}}', true, 'npm run dev'],
  ['only a start script', '{"scripts":{"start":"node server.js"}}', false, 'npm start'],
  ['no package.json', undefined, false, 'npx serve'],
])('ST1 %s', (_name, text, install, command) => {
  const plan = planStart(text);
  expect(plan.install).toBe(install);
  expect([plan.command, ...plan.args].join(' ')).toBe(command);
});

it('ST3 a project is built by its “build” script, after an install where it has packages', () => {
  expect(planBuild('{"scripts":{"build":"vite build"},"devDependencies":{}}')).toEqual({install: true});
  expect(planBuild('{"scripts":{"build":"node build.js"}}')).toEqual({install: false});
  expect(() => planBuild('{}')).toThrow('no “build” script');
  expect(() => planBuild(undefined)).toThrow('Download the project instead');
});

it.each([
  ['{', 'not valid JSON'],
  ['[]', 'no “dev” or “start” script'],
  ['{"scripts":"dev"}', 'no “dev” or “start” script'],
  ['{"scripts":{"dev":7}}', 'no “dev” or “start” script'],
])('ST2 %s is refused with the reason', (text, reason) => {
  expect(() => planStart(text)).toThrow(reason);
});
