import {expect, it} from 'vitest';
import {planStart} from './start-command.js';

it.each([
  ['a dev script', '{"scripts":{"dev":"vite","start":"node x"},"dependencies":{}}', true, 'npm run dev'],
  ['only a start script', '{"scripts":{"start":"node server.js"}}', false, 'npm start'],
  ['no package.json', undefined, false, 'npx serve'],
])('ST1 %s', (_name, text, install, command) => {
  const plan = planStart(text);
  expect(plan.install).toBe(install);
  expect([plan.command, ...plan.args].join(' ')).toBe(command);
});

it.each([
  ['{', 'not valid JSON'],
  ['[]', 'no “dev” or “start” script'],
  ['{"scripts":"dev"}', 'no “dev” or “start” script'],
  ['{"scripts":{"dev":7}}', 'no “dev” or “start” script'],
])('ST2 %s is refused with the reason', (text, reason) => {
  expect(() => planStart(text)).toThrow(reason);
});
