import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {nodeProblem} from './node-version.mjs';

it.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('GR1 Node.js %s will do', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});

it.each(['20.18.9', '18.20.4', '9.0.0'])(
  'GR2 Node.js %s is too old, and the sentence says what to do',
  (version) => {
    expect(nodeProblem(version)).toMatch(
      new RegExp(`needs Node.js 20.19 or newer; this is ${version}.*Install`),
    );
  },
);

it('GR3 package.json asks for the same version', () => {
  const {engines} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(nodeProblem(engines.node.replace('>=', '') + '.0')).toBeUndefined();
});
