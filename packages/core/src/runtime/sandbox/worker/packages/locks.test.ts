import {describe, expect, test} from 'vitest';
import {CodecraftError} from '../../../../errors.js';
import {findLock, lockKey} from './locks.js';
import type {PackageGatewayClient} from './package-gateway-client.js';
import type {InstallableLock} from './package-lock.js';
import type {StoredLock} from './package-store.js';

const dayMs = 24 * 3600 * 1000;
const request = {dependencies: {left: '^1.0.0', right: '*'}};
const lockOf = (version: string): InstallableLock => ({
  packages: [{path: 'node_modules/left', name: 'left', version, integrity: 'sha512-x'}],
  provided: {},
  warnings: [],
});

function scene(answer: InstallableLock | CodecraftError) {
  const locks = new Map<string, StoredLock>();
  let asked = 0;
  let time = 1e12;
  const resolve: PackageGatewayClient['resolve'] = async () => {
    asked++;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    asked: () => asked,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    answerWith: (other: InstallableLock | CodecraftError) => {
      answer = other;
    },
    find: (wanted = request) =>
      findLock(wanted, {
        gateway: {url: 'https://gateway.example/', resolve} as PackageGatewayClient,
        store: {
          lock: async (key) => locks.get(key),
          keepLock: async (key, lock) => void locks.set(key, {lock, resolvedAt: time}),
        },
        signal: new AbortController().signal,
        now: () => time,
      }),
  };
}

const unreachable = new CodecraftError('unavailable', 'The package gateway does not answer.');

describe('PK7 the versions of a set of dependencies', () => {
  test('are asked for once a day, in whatever order the set is written', async () => {
    const {find, asked, pass, answerWith} = scene(lockOf('1.0.0'));
    await find();
    answerWith(lockOf('1.1.0'));
    pass(dayMs - 1);
    expect(await find({dependencies: {right: '*', left: '^1.0.0'}})).toEqual(lockOf('1.0.0'));
    expect(asked()).toBe(1);
    pass(1);
    expect(await find()).toEqual(lockOf('1.1.0'));
  });

  test('stay as they were where nobody can be asked', async () => {
    const {find, pass, answerWith} = scene(lockOf('1.0.0'));
    await find();
    answerWith(unreachable);
    pass(100 * dayMs);
    expect(await find()).toEqual(lockOf('1.0.0'));
  });

  test('are not those of an earlier day where the gateway says that they cannot be had', async () => {
    const {find, pass, answerWith} = scene(lockOf('1.0.0'));
    await find();
    answerWith(new CodecraftError('package-missing', 'There is no left.'));
    pass(dayMs);
    await expect(find()).rejects.toMatchObject({code: 'package-missing'});
  });

  test('that were never known are named where nobody can be asked', async () => {
    await expect(scene(unreachable).find()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Could not get left, right. The package gateway does not answer.',
    });
  });

  test('are others for another gateway, range, or runtime', () => {
    const keys = [
      lockKey(request, 'https://a/'),
      lockKey(request, 'https://b/'),
      lockKey({dependencies: {...request.dependencies, left: '^2.0.0'}}, 'https://a/'),
      lockKey({...request, provided: {react: '19.0.0'}}, 'https://a/'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
