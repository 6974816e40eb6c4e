import type {PackagesRequest} from '@codecraft/core/protocol';
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

describe('what is asked for', () => {
  test('tags, aliases with and without range, empty ranges', async () => {
    registry.publish('x@1.0.0');
    registry.publish('x@2.0.0-beta.1');
    registry.tag('x', 'latest', '1.0.0');
    registry.tag('x', 'next', '2.0.0-beta.1');
    const lock = await resolve({x: 'next', one: 'npm:x@^1.0.0', any: 'npm:x', '@s/y': 'npm:x@latest'});
    expect(lock.packages.map(({path, name, version}) => `${path} ${name}@${version}`)).toEqual([
      'node_modules/@s/y x@1.0.0',
      'node_modules/any x@1.0.0',
      'node_modules/one x@1.0.0',
      'node_modules/x x@2.0.0-beta.1',
    ]);
    expect(await tree({x: ''})).toEqual({'node_modules/x': '1.0.0'});
  });

  test('latest is taken where it fits, though there are higher versions', async () => {
    registry.publish('x@1.9.0');
    registry.publish('x@1.5.0');
    expect(await tree({x: '^1.0.0'})).toEqual({'node_modules/x': '1.5.0'});
    expect(await tree({x: '^1.6.0'})).toEqual({'node_modules/x': '1.9.0'});
  });

  test('a deprecated version only where nothing else fits', async () => {
    registry.publish('x@1.0.0');
    registry.publish('x@1.1.0', {deprecated: 'broken'});
    expect(await tree({x: '^1.0.0'})).toEqual({'node_modules/x': '1.0.0'});
    expect(await tree({x: '1.1.0'})).toEqual({'node_modules/x': '1.1.0'});
  });

  test('only prereleases: * finds them', async () => {
    registry.publish('x@1.0.0-rc.1');
    expect(await tree({x: '*'})).toEqual({'node_modules/x': '1.0.0-rc.1'});
  });

  test.each([
    'git+https://example.com/x.git',
    'github:user/repo',
    'user/repo',
    'https://example.com/x.tgz',
    'file:../x',
    './x',
    'workspace:*',
    'link:../x',
    'catalog:',
    `>${'1'.repeat(300)}`,
  ])('%s is refused by name, without asking anyone', async (text) => {
    await expect(resolve({x: text})).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^x is asked for as "/),
    });
    expect(registry.requests).toEqual([]);
  });
});

describe('refusals name the package', () => {
  test('that does not exist, together with every other', async () => {
    registry.publish('a@1.0.0', {dependencies: {'gone-too': '*'}});
    await expect(resolve({a: '*', reactt: '*'})).rejects.toMatchObject({
      code: 'package-missing',
      message:
        'There is no package called reactt. Check its spelling. There is no package called gone-too. Check its spelling. a@1.0.0 needs it.',
    });
  });

  test('that has no such version, with those it has', async () => {
    for (const version of ['1.0.0', '1.4.0', '2.0.0', '3.0.0-rc.1', '2.1.0'])
      registry.publish(`x@${version}`);
    registry.tag('x', 'next', '3.0.0-rc.1');
    await expect(resolve({x: '^9.0.0'})).rejects.toMatchObject({
      code: 'package-missing',
      message: 'x has no version >=9.0.0 <10.0.0-0. It has 2.1.0 (latest), 3.0.0-rc.1 (next), 1.4.0.',
    });
    await expect(resolve({x: 'canary'})).rejects.toMatchObject({
      message: expect.stringContaining('x has no version canary.'),
    });
  });

  test('that has no hash', async () => {
    registry.publish('x@1.0.0', {dist: {integrity: undefined}});
    await expect(resolve({x: '*'})).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('x@1.0.0'),
    });
  });

  test('that only an unused version needs, not', async () => {
    registry.publish('x@1.1.0');
    registry.publish('x@1.2.0', {dependencies: {gone: '*'}});
    registry.publish('a@1.0.0', {dependencies: {x: '^1.0.0'}});
    expect(await tree({a: '*', x: '1.1.0'})).toEqual({'node_modules/a': '1.0.0', 'node_modules/x': '1.1.0'});
  });

  test('too many packages', async () => {
    registry.publish('c@1.0.0');
    registry.publish('b@1.0.0', {dependencies: {c: '*'}});
    registry.publish('a@1.0.0', {dependencies: {b: '*'}});
    await expect(resolve({a: '*'}, {limits: {maxPackages: 2}})).rejects.toMatchObject({
      code: 'limit-reached',
    });
    await expect(resolve({a: '*'}, {limits: {maxPackages: 1}})).rejects.toMatchObject({
      code: 'limit-reached',
    });
    expect(await tree({a: '*'}, {limits: {maxPackages: 3}})).toHaveProperty('node_modules/c');
  });

  test('versions made to disagree in every way: refused before it takes long', async () => {
    const [names, versions] = [60, 6];
    for (let name = 0; name < names; name += 1) {
      for (let version = 1; version <= versions; version += 1) {
        const asking = (step: number) =>
          Object.fromEntries(
            [1, 2, 3, 4, 5, 6, 7, 8].map((turn) => [
              `p${(name * step + turn * 11 + version) % names}`,
              `${((version + turn) % versions) + 1}.0.0`,
            ]),
          );
        registry.publish(`p${name}@${version}.0.0`, {dependencies: asking(7), peerDependencies: asking(5)});
      }
    }
    const everything = Object.fromEntries(Array.from({length: names}, (_, name) => [`p${name}`, '*']));
    await expect(resolve(everything)).rejects.toMatchObject({
      code: 'limit-reached',
      message: expect.stringContaining('too many different versions'),
    });
  });

  test('too many bytes, with the largest', async () => {
    registry.publish('small@1.0.0');
    registry.publish('big@1.0.0', {dist: {unpackedSize: 9 * 1024 * 1024}});
    await expect(
      resolve({big: '*', small: '*'}, {limits: {maxUnpackedBytes: 8 * 1024 * 1024}}),
    ).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('The largest: big@1.0.0 (9 MB), small@1.0.0 (1 MB).'),
    });
  });
});

test('native packages and install scripts are warnings', async () => {
  registry.publish('native@1.0.0', {os: ['darwin'], cpu: ['x64', 'arm64']});
  registry.publish('script@1.0.0', {hasInstallScript: true});
  registry.publish('full-form@1.0.0', {scripts: {postinstall: 'node build.js', test: 'x'}});
  registry.publish('harmless@1.0.0', {scripts: {prepare: 'x'}});
  const {warnings} = await resolve({native: '*', script: '*', 'full-form': '*', harmless: '*'});
  expect(warnings.map(({code, package: name}) => `${code} ${name}`)).toEqual([
    'install-script full-form@1.0.0',
    'platform native@1.0.0',
    'install-script script@1.0.0',
  ]);
});

test('an old package has a sha1 of its own', async () => {
  registry.publish('old@1.0.0', {
    dist: {integrity: undefined, shasum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709'},
  });
  expect((await resolve({old: '*'})).packages[0]?.integrity).toBe('sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=');
});

test('hostile names and versions in a packument lead nowhere', async () => {
  registry.publish('a@1.0.0', {dependencies: {'../../etc/passwd': '*'}});
  await expect(resolve({a: '*'})).rejects.toMatchObject({code: 'unsupported'});
  registry.publish('b@1.0.0', {dependencies: ['x'], os: 7, peerDependencies: {__proto__: null, c: 3}});
  expect(await tree({b: '*'})).toEqual({'node_modules/b': '1.0.0'});
  expect(registry.requests.map(({path}) => path)).toEqual(['/a', '/b']);
});
