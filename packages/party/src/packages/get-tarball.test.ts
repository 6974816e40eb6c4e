import {createHash} from 'node:crypto';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startFakeRegistry} from './testing/fake-registry.mjs';
import {answering, type GatewayOptions, gatewayAt} from './testing/gateway.js';

let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const gatewayWith = (options: GatewayOptions = {}) => gatewayAt(registry.url, options);

describe('tarballs', () => {
  test('arrive unchanged, may be kept for ever, and have their hash as ETag', async () => {
    registry.publish('@s/a@1.0.0');
    const gateway = gatewayWith();
    const [locked] = (await gateway.resolve({dependencies: {'@s/a': '*'}})).packages;
    const response = await gateway.tarball('@s/a', '1.0.0');
    const body = Buffer.from(await response.arrayBuffer());
    expect(`sha512-${createHash('sha512').update(body).digest('base64')}`).toBe(locked?.integrity);
    expect(response.headers.get('etag')).toBe(`"${locked?.integrity}"`);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-length')).toBe(String(body.length));
  });

  test('a wrong one is refused, and so is one that breaks off', async () => {
    registry.publish('a@1.0.0');
    registry.override('/a/-/a-1.0.0.tgz', answering(200, {}, 'something else'));
    await expect(gatewayWith().tarball('a', '1.0.0')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('something else than the a@1.0.0'),
    });
    registry.override('/a/-/a-1.0.0.tgz', (_request, response) => {
      response.write('some');
      setImmediate(() => response.destroy());
    });
    await expect(gatewayWith().tarball('a', '1.0.0')).rejects.toMatchObject({code: 'unavailable'});
  });

  test('beyond the limit for checking it passes through, and no cache keeps it', async () => {
    registry.publish('a@1.0.0');
    registry.override('/a/-/a-1.0.0.tgz', (_request, response) => {
      response.write('some');
      response.write('thing');
      response.end(' else');
    });
    const response = await gatewayWith({limits: {maxVerifiedTarballBytes: 3}}).tarball('a', '1.0.0');
    expect(await response.text()).toBe('something else');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  test('too large: refused when announced, broken off when not', async () => {
    registry.publish('a@1.0.0');
    const limits = {maxTarballBytes: 10};
    await expect(gatewayWith({limits}).tarball('a', '1.0.0')).rejects.toMatchObject({code: 'too-large'});
    let sendRest: () => void = () => expect.unreachable();
    registry.override('/a/-/a-1.0.0.tgz', (_request, response) => {
      response.write('123456');
      sendRest = () => response.end('789012');
    });
    const passing = await gatewayWith({limits: {...limits, maxVerifiedTarballBytes: 1}}).tarball(
      'a',
      '1.0.0',
    );
    sendRest();
    await expect(passing.arrayBuffer()).rejects.toMatchObject({code: 'too-large'});
  });

  test('are kept in a cache that is given, if they are right', async () => {
    registry.publish('a@1.0.0');
    registry.publish('wrong@1.0.0');
    registry.override('/wrong/-/wrong-1.0.0.tgz', answering(200, {'content-length': '4'}, 'nope'));
    const kept = new Map<string, Response>();
    const puts: Promise<unknown>[] = [];
    const gateway = gatewayWith({
      cache: {
        match: async (url) => kept.get(String(url))?.clone(),
        put: (url, response) => {
          const put = response
            .arrayBuffer()
            .then((body) => void kept.set(String(url), new Response(body, response)));
          puts.push(put);
          return put;
        },
      },
    });
    const first = await (await gateway.tarball('a', '1.0.0')).arrayBuffer();
    await expect(gateway.tarball('wrong', '1.0.0')).rejects.toMatchObject({code: 'unavailable'});
    await Promise.allSettled(puts);
    expect(await (await gateway.tarball('a', '1.0.0')).arrayBuffer()).toEqual(first);
    expect(registry.requestsOf('/a/-/a-1.0.0.tgz')).toBe(1);
    expect(kept.size).toBe(1);
  });

  test.each([
    ['../a', '1.0.0'],
    ['a', '../1.0.0'],
    ['a', '^1.0.0'],
    ['a/b', '1.0.0'],
    ['', ''],
    ['__proto__', '1.0.0'],
  ])('of %j %j are refused before anyone is asked', async (name, version) => {
    await expect(gatewayWith().tarball(name, version)).rejects.toMatchObject({code: 'invalid-input'});
    expect(registry.requests).toEqual([]);
  });

  test('that the registry does not have are named', async () => {
    registry.publish('a@1.0.0');
    registry.override('/a/-/a-1.0.0.tgz', answering(404));
    await expect(gatewayWith().tarball('a', '1.0.0')).rejects.toMatchObject({
      code: 'package-missing',
      message: expect.stringContaining('a@1.0.0'),
    });
    await expect(gatewayWith().tarball('a', '2.0.0')).rejects.toMatchObject({code: 'package-missing'});
  });
});
