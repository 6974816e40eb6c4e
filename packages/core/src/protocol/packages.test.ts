import {describe, expect, test} from 'vitest';
import {
  Integrity,
  LockedPackage,
  PackageName,
  PackagesRequest,
  PackageVersion,
  tarballPath,
} from './packages.js';

const accepts = (schema: {safeParse(value: unknown): {success: boolean}}, value: unknown) =>
  schema.safeParse(value).success;

describe('PackageName', () => {
  test.each([
    'react',
    '@tanstack/react-query',
    'JSONStream',
    'lodash.merge',
    '~old',
    'constructor',
    'a'.repeat(214),
  ])('accepts %s', (name) => expect(accepts(PackageName, name)).toBe(true));
  test.each([
    '',
    '.',
    '..',
    '../a',
    '.hidden',
    '_private',
    '__proto__',
    '@scope',
    '@scope/',
    '@/a',
    '@../a',
    '@a/..',
    'a/b',
    '@a/b/c',
    'a b',
    'a\n',
    'a%2fb',
    'a\\b',
    'a?b',
    'a#b',
    'http://a',
    'node_modules',
    'favicon.ico',
    'a'.repeat(215),
  ])('refuses %j', (name) => expect(accepts(PackageName, name)).toBe(false));
});

describe('PackageVersion', () => {
  test.each(['0.0.0', '1.2.3', '1.0.0-rc.1', '1.0.0-0a', '2.0.0+build.5', '19.0.0-canary-abc'])(
    'accepts %s',
    (version) => expect(accepts(PackageVersion, version)).toBe(true),
  );
  test.each([
    '',
    '1',
    '1.2',
    'v1.2.3',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '^1.0.0',
    '1.0.0/..',
    '1.0.0\n',
    'latest',
  ])('refuses %j', (version) => expect(accepts(PackageVersion, version)).toBe(false));
});

describe('LockedPackage', () => {
  const locked = {name: 'a', version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==`};

  test.each(['node_modules/a', 'node_modules/@scope/a', 'node_modules/@scope/b/node_modules/a'])(
    'accepts %s',
    (path) => expect(accepts(LockedPackage, {...locked, path})).toBe(true),
  );
  test.each([
    'a',
    '/node_modules/a',
    'node_modules/',
    'node_modules/..',
    'node_modules/a/../b',
    'node_modules/a/b',
    'node_modules/a/node_modules',
    'src/node_modules/a',
  ])('refuses %s', (path) => expect(accepts(LockedPackage, {...locked, path})).toBe(false));
});

test('Integrity is one hash of a known kind', () => {
  expect(accepts(Integrity, `sha1-${'A'.repeat(27)}=`)).toBe(true);
  expect(accepts(Integrity, `md5-${'A'.repeat(22)}==`)).toBe(false);
  expect(accepts(Integrity, 'sha512-')).toBe(false);
});

test('PackagesRequest takes 400 dependencies and no more', () => {
  const dependencies = (count: number) =>
    Object.fromEntries(Array.from({length: count}, (_, index) => [`package-${index}`, '*']));
  expect(accepts(PackagesRequest, {dependencies: dependencies(400)})).toBe(true);
  expect(accepts(PackagesRequest, {dependencies: dependencies(401)})).toBe(false);
});

test('tarballPath keeps the slash of a scope', () => {
  expect(tarballPath({name: '@scope/name', version: '1.0.0'})).toBe('tarball/@scope/name/1.0.0.tgz');
});
