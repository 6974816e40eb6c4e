import {describe, expect, test} from 'vitest';
import {parseManifest, withDependencies} from './package-json.js';

describe('PK9 npm install name', () => {
  test('adds it in order, and keeps everything else of package.json', () => {
    const before = parseManifest('{"name": "app", "dependencies": {"b": "1"}, "scripts": {"dev": "vite"}}');
    expect(withDependencies(before, 'dependencies', {a: '^2.0.0'})).toBe(
      `${JSON.stringify({name: 'app', dependencies: {a: '^2.0.0', b: '1'}, scripts: {dev: 'vite'}}, null, 2)}\n`,
    );
  });

  test('moves what was needed for development only', () => {
    const before = parseManifest('{"devDependencies": {"a": "1", "b": "1"}}');
    expect(JSON.parse(withDependencies(before, 'dependencies', {a: '^2.0.0'}))).toEqual({
      dependencies: {a: '^2.0.0'},
      devDependencies: {b: '1'},
    });
  });

  test.each(['{"name": }', '[]', 'null'])('says that %s is no package.json', (text) => {
    expect(() => parseManifest(text)).toThrow(/^package\.json/);
  });
});
