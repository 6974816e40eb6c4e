import type {PackagesRequest} from '@codecraft/core/protocol';
import {PackageLock} from '@codecraft/core/protocol';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createPackageGateway} from './package-gateway.js';
import {startFakeRegistry} from './testing/fake-registry.mjs';

let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const resolve = (
  dependencies: Record<string, string>,
  more: Partial<PackagesRequest> & {limits?: object} = {},
) => {
  const {limits = {}, ...request} = more;
  return createPackageGateway({registry: registry.url, limits}).resolve({dependencies, ...request});
};

/** `node_modules/a` → version, in the order of the lock. */
const tree = async (...asked: Parameters<typeof resolve>) =>
  Object.fromEntries((await resolve(...asked)).packages.map(({path, version}) => [path, version]));

describe('placing', () => {
  test('puts what nobody disputes beside the project’s own, as a lock that fits the contract', async () => {
    registry.publish('c@1.0.0');
    registry.publish('b@1.0.0', {dependencies: {c: '^1.0.0'}});
    registry.publish('a@1.0.0', {dependencies: {b: '^1.0.0'}});
    const lock = await resolve({a: '^1.0.0'});
    expect(PackageLock.parse(lock)).toEqual(lock);
    expect(lock.packages.map(({path}) => path)).toEqual([
      'node_modules/a',
      'node_modules/b',
      'node_modules/c',
    ]);
    expect(lock.packages[0]).toMatchObject({
      name: 'a',
      version: '1.0.0',
      size: 1000,
      dependencies: {b: '^1.0.0'},
    });
  });

  test('nests the version that comes second, and shares it where it can be seen', async () => {
    registry.publish('x@1.0.0');
    registry.publish('x@2.0.0');
    registry.publish('deep@1.0.0', {dependencies: {x: '^2.0.0'}});
    registry.publish('a@1.0.0', {dependencies: {x: '^1.0.0'}});
    registry.publish('b@1.0.0', {dependencies: {x: '^2.0.0', deep: '1.0.0'}});
    expect(await tree({a: '*', b: '*'})).toEqual({
      'node_modules/a': '1.0.0',
      'node_modules/b': '1.0.0',
      'node_modules/b/node_modules/x': '2.0.0',
      'node_modules/deep': '1.0.0',
      'node_modules/deep/node_modules/x': '2.0.0',
      'node_modules/x': '1.0.0',
    });
  });

  test('the project’s own version stays on top, whoever comes first by name', async () => {
    registry.publish('x@1.0.0');
    registry.publish('x@2.0.0');
    registry.publish('a@1.0.0', {dependencies: {x: '^2.0.0'}});
    expect(await tree({a: '*', x: '^1.0.0'})).toEqual({
      'node_modules/a': '1.0.0',
      'node_modules/a/node_modules/x': '2.0.0',
      'node_modules/x': '1.0.0',
    });
  });

  test('one version serves all who accept it, though a newer one was there first', async () => {
    registry.publish('x@1.1.0');
    registry.publish('x@1.2.0');
    registry.publish('a@1.0.0', {dependencies: {x: '^1.0.0'}});
    registry.publish('b@1.0.0', {dependencies: {x: '~1.1.0'}});
    expect(await tree({a: '*', b: '*'})).toMatchObject({'node_modules/x': '1.1.0'});
    expect(Object.keys(await tree({a: '*', b: '*'}))).toHaveLength(3);
  });

  test('what a replaced version needed is not in the lock', async () => {
    registry.publish('only-new@1.0.0');
    registry.publish('x@1.1.0');
    registry.publish('x@1.2.0', {dependencies: {'only-new': '*'}});
    registry.publish('a@1.0.0', {dependencies: {x: '^1.0.0'}});
    registry.publish('b@1.0.0', {dependencies: {x: '~1.1.0'}});
    expect(await tree({a: '*', b: '*'})).not.toHaveProperty('node_modules/only-new');
  });

  test('packages may need each other in a circle', async () => {
    registry.publish('b@1.0.0', {dependencies: {a: '^1.0.0'}});
    registry.publish('a@1.0.0', {dependencies: {b: '^1.0.0'}});
    expect(await tree({a: '1'})).toEqual({'node_modules/a': '1.0.0', 'node_modules/b': '1.0.0'});
  });

  test('versions that need each other’s other version in a circle are refused by name', async () => {
    registry.publish('b@1.0.0', {dependencies: {a: '2.0.0'}});
    registry.publish('b@2.0.0', {dependencies: {a: '1.0.0'}});
    registry.publish('a@2.0.0', {dependencies: {b: '2.0.0'}});
    registry.publish('a@1.0.0', {dependencies: {b: '1.0.0'}});
    await expect(resolve({a: '1.0.0'})).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^[ab]@[12]\.0\.0 is needed too many folders deep/),
    });
  });

  test('a scoped package nests in a scoped package', async () => {
    registry.publish('@s/x@1.0.0');
    registry.publish('@s/x@2.0.0');
    registry.publish('@s/a@1.0.0', {dependencies: {'@s/x': '2'}});
    expect(await tree({'@s/a': '*', '@s/x': '1'})).toEqual({
      'node_modules/@s/a': '1.0.0',
      'node_modules/@s/a/node_modules/@s/x': '2.0.0',
      'node_modules/@s/x': '1.0.0',
    });
    expect(registry.requestsOf('/@s%2fa')).toBe(1);
  });

  test('optional dependencies are left out, bundled ones too', async () => {
    registry.publish('a@1.0.0', {
      dependencies: {fast: '*', inside: '*'},
      optionalDependencies: {fast: '*'},
      bundleDependencies: ['inside'],
    });
    expect(await tree({a: '*'})).toEqual({'node_modules/a': '1.0.0'});
  });
});

describe('peers', () => {
  test('come with their dependent, optional ones do not', async () => {
    registry.publish('host@1.0.0');
    registry.publish('plugin@1.0.0', {
      peerDependencies: {host: '^1.0.0', extra: '*'},
      peerDependenciesMeta: {extra: {optional: true}},
    });
    expect(await tree({plugin: '*'})).toEqual({'node_modules/host': '1.0.0', 'node_modules/plugin': '1.0.0'});
  });

  test('use the project’s version where it fits, not the newest', async () => {
    registry.publish('react@18.3.0');
    registry.publish('react@19.0.0');
    registry.publish('charts@1.0.0', {peerDependencies: {react: '>=18'}});
    expect(await tree({charts: '*', react: '^18.0.0'})).toEqual({
      'node_modules/charts': '1.0.0',
      'node_modules/react': '18.3.0',
    });
  });

  test('a package goes with its dependent to where its peer is the one both mean', async () => {
    registry.publish('react@18.0.0');
    registry.publish('react@19.0.0');
    registry.publish('lib@1.0.0', {peerDependencies: {react: '>=18'}});
    registry.publish('old@1.0.0', {dependencies: {lib: '*', react: '^18.0.0'}});
    expect(await tree({old: '*', react: '^19.0.0'})).toEqual({
      'node_modules/old': '1.0.0',
      'node_modules/old/node_modules/lib': '1.0.0',
      'node_modules/old/node_modules/react': '18.0.0',
      'node_modules/react': '19.0.0',
    });
  });

  test('one that cannot be had is a warning, and there is one React still', async () => {
    registry.publish('react@18.0.0');
    registry.publish('react@19.0.0');
    registry.publish('old-charts@1.0.0', {peerDependencies: {react: '^18.0.0'}});
    const lock = await resolve({'old-charts': '*', react: '^19.0.0'});
    expect(lock.packages.map(({path, version}) => `${path} ${version}`)).toEqual([
      'node_modules/old-charts 1.0.0',
      'node_modules/react 19.0.0',
    ]);
    expect(lock.warnings).toEqual([
      {
        code: 'peer-mismatch',
        package: 'react@19.0.0',
        message: 'old-charts asks for react ^18.0.0; 19.0.0 is used.',
      },
    ]);
  });

  test('may be each other’s', async () => {
    registry.publish('b@1.0.0', {peerDependencies: {a: '*'}});
    registry.publish('a@1.0.0', {peerDependencies: {b: '*'}});
    expect(await tree({a: '*'})).toEqual({'node_modules/a': '1.0.0', 'node_modules/b': '1.0.0'});
  });
});

describe('what the runtime provides', () => {
  test('is never asked for, serves every range, and is named where it is needed', async () => {
    registry.publish('a@1.0.0', {dependencies: {react: '^18.0.0'}, peerDependencies: {'react-dom': '*'}});
    const lock = await resolve(
      {a: '*', react: '^19.0.0'},
      {provided: {react: '19.1.0', 'react-dom': '19.1.0', vue: '3.5.0'}},
    );
    expect(lock.packages.map(({path}) => path)).toEqual(['node_modules/a']);
    expect(lock.provided).toEqual({react: '19.1.0', 'react-dom': '19.1.0'});
    expect(lock.warnings).toEqual([
      {
        code: 'provided-mismatch',
        package: 'react@19.1.0',
        message: 'a asks for react ^18.0.0; 19.1.0 is used, which the runtime brings along.',
      },
    ]);
    expect(registry.requests.map(({path}) => path)).toEqual(['/a']);
  });

  test('gives way to the project’s own alias', async () => {
    registry.publish('preact-compat@10.0.0');
    const lock = await resolve({react: 'npm:preact-compat@10'}, {provided: {react: '19.1.0'}});
    expect(lock).toMatchObject({
      packages: [{path: 'node_modules/react', name: 'preact-compat'}],
      provided: {},
    });
  });
});
