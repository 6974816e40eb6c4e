import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createPackageGateway} from './package-gateway.js';
import {startFakeRegistry} from './testing/fake-registry.mjs';
import {answering, type GatewayOptions, gatewayAt} from './testing/gateway.js';

let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const gatewayWith = (options: GatewayOptions = {}) => gatewayAt(registry.url, options);

describe('no other host', () => {
  test.each(['http://127.0.0.2:1/x', '//localhost/x', 'https://127.0.0.1/', 'file:///etc/passwd', ''])(
    'a redirect to %j is refused',
    async (location) => {
      registry.override('/a', answering(302, {location}));
      await expect(
        gatewayWith({limits: {maxAttempts: 1}}).resolve({dependencies: {a: '*'}}),
      ).rejects.toMatchObject({
        code: 'unavailable',
      });
      expect(registry.requests.every(({path}) => path === '/a')).toBe(true);
    },
  );

  test('a redirect within the registry is followed, but not in circles', async () => {
    registry.publish('b@1.0.0');
    registry.override('/a', answering(301, {location: '/b'}));
    expect((await gatewayWith().resolve({dependencies: {a: '*'}})).packages[0]?.version).toBe('1.0.0');
    registry.override('/c', answering(301, {location: '/c'}));
    await expect(gatewayWith().resolve({dependencies: {c: '*'}})).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(registry.requestsOf('/c')).toBeLessThan(6);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:1/a.tgz',
    'file:///etc/passwd',
    'nonsense',
  ])('a tarball said to be at %s is looked for where npm would put it', async (tarball) => {
    registry.publish('@s/a@1.0.0', {dist: {tarball}});
    const asked: string[] = [];
    const gateway = gatewayWith({
      fetch: (url, init) => {
        asked.push(url);
        return fetch(url, init);
      },
    });
    expect((await gateway.tarball('@s/a', '1.0.0')).status).toBe(200);
    expect(asked.map((url) => url.slice(registry.url.length - 1))).toEqual([
      '/@s%2fa',
      '/@s/a/-/a-1.0.0.tgz',
    ]);
  });

  test.each([
    'ftp://registry.example/',
    'https://me:secret@registry.example/',
    'https://registry.example/?a=b',
    'x',
  ])('the registry’s own address cannot be %s', (address) => {
    expect(() => createPackageGateway({registry: address})).toThrow(
      expect.objectContaining({code: 'invalid-input'}),
    );
  });
});
