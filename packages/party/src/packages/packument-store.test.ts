import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startFakeRegistry} from './testing/fake-registry.mjs';
import {answering, type GatewayOptions, gatewayAt} from './testing/gateway.js';

let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const gatewayWith = (options: GatewayOptions = {}) => gatewayAt(registry.url, options);

describe('asking the registry', () => {
  test('once for all who ask at the same time, in the short form, with nothing of theirs', async () => {
    registry.publish('@s/a@1.0.0');
    const gateway = gatewayWith();
    await Promise.all(Array.from({length: 8}, () => gateway.resolve({dependencies: {'@s/a': '*'}})));
    expect(registry.requests).toHaveLength(1);
    const [{path, headers} = {path: '', headers: {}}] = registry.requests;
    expect(path).toBe('/@s%2fa');
    expect(headers.accept).toContain('application/vnd.npm.install-v1+json');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('authorization');
  });

  test('not at all while a list is fresh, and by its ETag after', async () => {
    registry.publish('a@1.0.0');
    const fresh = gatewayWith();
    await fresh.resolve({dependencies: {a: '*'}});
    await fresh.resolve({dependencies: {a: '*'}});
    expect(registry.requests).toHaveLength(1);

    const stale = gatewayWith({limits: {packumentFreshMs: 0}});
    await stale.resolve({dependencies: {a: '*'}});
    await stale.resolve({dependencies: {a: '*'}});
    expect(registry.requests.at(-1)?.headers['if-none-match']).toMatch(/^".+"$/);
    registry.publish('a@1.1.0');
    expect((await stale.resolve({dependencies: {a: '*'}})).packages[0]?.version).toBe('1.1.0');
  });

  test('a list of before serves while the registry is away', async () => {
    registry.publish('a@1.0.0');
    const gateway = gatewayWith({limits: {packumentFreshMs: 0}});
    await gateway.resolve({dependencies: {a: '*'}});
    registry.override('/a', answering(503));
    expect((await gateway.resolve({dependencies: {a: '*'}})).packages).toHaveLength(1);
  });

  test('keeps no more than its limit: the list used longest ago goes first', async () => {
    for (const name of ['a', 'b', 'c']) registry.publish(`${name}@1.0.0`);
    const gateway = gatewayWith({limits: {maxCachedPackumentBytes: 500}});
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await gateway.resolve({dependencies: {[name]: '*'}});
    expect(registry.requests.map(({path}) => path)).toEqual(['/a', '/b', '/c', '/b']);
  });

  test('again after a failure that may pass, three times in all', async () => {
    registry.publish('a@1.0.0');
    let failures = 0;
    registry.override('/a', (_request, response) => {
      if (failures >= 2) return false;
      failures += 1;
      if (failures === 1) response.destroy();
      else response.writeHead(502).end();
      return true;
    });
    expect((await gatewayWith().resolve({dependencies: {a: '*'}})).packages).toHaveLength(1);
    expect(registry.requestsOf('/a')).toBe(3);

    registry.override('/b', answering(500));
    await expect(gatewayWith().resolve({dependencies: {b: '*'}})).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The package registry answers 500 for b. Try again in a moment.',
    });
    expect(registry.requestsOf('/b')).toBe(3);
  });

  test('not again after a refusal', async () => {
    registry.override('/private', answering(403));
    await expect(gatewayWith().resolve({dependencies: {private: '*'}})).rejects.toMatchObject({
      code: 'package-missing',
    });
    expect(registry.requestsOf('/private')).toBe(1);
  });

  test('no longer than the time limit', async () => {
    registry.override('/slow', () => true);
    await expect(
      gatewayWith({limits: {requestTimeoutMs: 20, maxAttempts: 1}}).resolve({dependencies: {slow: '*'}}),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('takes too long for slow'),
    });
  });

  test('a huge list is read: a small part of it is kept', async () => {
    for (let minor = 0; minor < 3000; minor += 1) {
      registry.publish(`huge@1.${minor}.0`, {readme: 'x'.repeat(1000), devDependencies: {y: '1'}});
    }
    const {packages} = await gatewayWith().resolve({dependencies: {huge: '~1.2.0'}});
    expect(packages[0]?.version).toBe('1.2.0');
    await expect(
      gatewayWith({limits: {maxPackumentBytes: 1024 * 1024}}).resolve({dependencies: {huge: '*'}}),
    ).rejects.toMatchObject({code: 'too-large', message: expect.stringContaining('versions of huge')});
  });

  test('something that is no registry is named as that', async () => {
    registry.override('/a', answering(200, {}, '<html>'));
    await expect(gatewayWith().resolve({dependencies: {a: '*'}})).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
