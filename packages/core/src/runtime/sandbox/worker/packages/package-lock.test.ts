import {describe, expect, test} from 'vitest';
import {readLock} from './package-lock.js';

const integrity = `sha512-${'A'.repeat(86)}==`;
const locked = {path: 'node_modules/@a/b', name: '@a/b', version: '1.0.0-beta.1', integrity};
const lock = {packages: [locked], provided: {react: '19.0.0'}, warnings: []};

describe('PK3 the answer of a gateway', () => {
  test('is taken as the protocol has it', () => {
    const answer = {...lock, packages: [{...locked, size: 10, dependencies: {c: '*'}}]};
    expect(readLock(answer).packages).toEqual([{...locked, size: 10}]);
  });

  test.each([
    ['a folder outside node_modules', {path: 'src/a'}],
    ['a folder further up', {path: 'node_modules/../src'}],
    ['no version', {version: 'latest'}],
    ['no hash', {integrity: ''}],
    ['a name that is an address', {name: 'https://evil.example/a'}],
  ])('is refused for %s', (_, change) => {
    expect(() => readLock({...lock, packages: [{...locked, ...change}]})).toThrow(/^The lock\.packages\[0\]/);
  });
});
