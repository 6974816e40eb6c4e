import {PackageLock, tarballPath} from '@codecraft/core/protocol';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {startFakeRegistry} from '../packages/testing/fake-registry.mjs';
import type {TestHost} from './test-host.js';

export function packagesContract(host: TestHost): void {
  describe('packages', () => {
    let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
    beforeAll(async () => {
      registry = await startFakeRegistry();
      registry.publish('left@1.2.0', {dependencies: {right: '^2.0.0'}});
      registry.publish('right@2.1.0');
      await host.restart({PACKAGE_REGISTRY: registry.url});
    });
    afterAll(() => registry.close());

    const resolve = (dependencies: Record<string, string>) =>
      fetch(`${host.url}/api/packages/resolve`, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({dependencies}),
      });

    test('PK1 the host answers what goes where, and hands out tarballs, to whoever is not signed in', async () => {
      const lock = PackageLock.parse(await (await resolve({left: '^1.0.0'})).json());
      expect(lock.packages.map(({path, version}) => `${path} ${version}`)).toEqual([
        'node_modules/left 1.2.0',
        'node_modules/right 2.1.0',
      ]);
      const tarball = await fetch(`${host.url}/api/packages/${tarballPath(lock.packages[1]!)}`);
      expect(tarball.status).toBe(200);
      expect(tarball.headers.get('etag')).toBe(`"${lock.packages[1]!.integrity}"`);
      await tarball.arrayBuffer();
    });

    test('PK1 a registry that cannot be reached is a sentence, and nothing else of the host suffers', async () => {
      await host.restart({PACKAGE_REGISTRY: 'http://127.0.0.1:9/'});
      const answer = await resolve({left: '^1.0.0'});
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({code: 'unavailable'});
      expect((await fetch(`${host.url}/health`)).status).toBe(200);
    });
  });
}
