import {PackageLock, tarballPath} from '@codecraft/core/protocol';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {startFakeRegistry} from './testing/fake-registry.mjs';
import {type GatewayOptions, gatewayAt} from './testing/gateway.js';

let registry: Awaited<ReturnType<typeof startFakeRegistry>>;
beforeEach(async () => {
  registry = await startFakeRegistry();
});
afterEach(() => registry.close());

const gatewayWith = (options: GatewayOptions = {}) => gatewayAt(registry.url, options);

describe('handle', () => {
  const at = 'https://party.example/api/packages';
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    new Request(`${at}/resolve`, {
      method: 'POST',
      headers: {'content-type': 'application/json', ...headers},
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const site = {origin: 'https://school.example'};
  const gatewayOf = (options: GatewayOptions = {}) =>
    gatewayWith({allowedOrigins: [site.origin], ...options});

  test('answers below its base and leaves the rest', async () => {
    const gateway = gatewayOf();
    expect(await gateway.handle(new Request('https://party.example/api/projects'))).toBeNull();
    expect(await gateway.handle(new Request('https://party.example/api/packages-of-others'))).toBeNull();
    expect((await gateway.handle(new Request(`${at}/else`)))?.status).toBe(404);
    expect((await gateway.handle(new Request(`${at}/resolve`)))?.status).toBe(404);
  });

  test('a lock, then its tarball, for a page that may', async () => {
    registry.publish('@s/a@1.0.0');
    const gateway = gatewayOf();
    const resolved = await gateway.handle(post({dependencies: {'@s/a': '*'}}, site));
    expect(resolved?.headers.get('access-control-allow-origin')).toBe(site.origin);
    expect(resolved?.headers.get('access-control-allow-credentials')).toBeNull();
    const {packages} = PackageLock.parse(await resolved?.json());
    const url = `${at}/${tarballPath(packages[0]!)}`;

    const tarball = await gateway.handle(
      new Request(url, {headers: {...site, cookie: 'a=b', authorization: 'secret'}}),
    );
    expect(tarball?.status).toBe(200);
    expect(tarball?.headers.get('access-control-allow-origin')).toBe(site.origin);
    expect(tarball?.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await tarball!.arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(registry.requests.some(({headers}) => 'cookie' in headers || 'authorization' in headers)).toBe(
      false,
    );

    const etag = tarball!.headers.get('etag')!;
    const again = await gateway.handle(new Request(url, {headers: {...site, 'if-none-match': etag}}));
    expect([again?.status, await again?.text()]).toEqual([304, '']);
    expect((await gateway.handle(new Request(url.replace('@s/', '@s%2F'))))?.status).toBe(200);
  });

  test('refuses pages of other origins, before asking anyone', async () => {
    const refused = await gatewayOf().handle(
      post({dependencies: {a: '*'}}, {origin: 'https://elsewhere.example'}),
    );
    expect(refused?.status).toBe(403);
    expect(await refused?.json()).toMatchObject({code: 'origin-refused'});
    expect(refused?.headers.get('access-control-allow-origin')).toBeNull();
    expect(registry.requests).toEqual([]);
  });

  test('answers the question that browsers ask first', async () => {
    const answer = await gatewayOf().handle(new Request(`${at}/resolve`, {method: 'OPTIONS', headers: site}));
    expect(answer?.status).toBe(204);
    expect(answer?.headers.get('access-control-allow-methods')).toBe('POST');
    expect(answer?.headers.get('access-control-allow-headers')).toBe('Content-Type');
  });

  test('a failure is problem details that name the package', async () => {
    const answer = await gatewayOf().handle(post({dependencies: {reactt: '*'}}, site));
    expect(answer?.headers.get('content-type')).toBe('application/problem+json');
    expect(answer?.headers.get('access-control-allow-origin')).toBe(site.origin);
    expect([answer?.status, await answer?.json()]).toMatchObject([
      404,
      {code: 'package-missing', detail: expect.stringContaining('reactt')},
    ]);
  });

  test.each([
    ['{', 400],
    ['[]', 400],
    ['{"dependencies":{"../x":"*"}}', 400],
    ['{"dependencies":{"x":1}}', 400],
    ['{"dependencies":{},"provided":{"react":"^19"}}', 400],
    [`{"dependencies":{"x":"${'1'.repeat(70_000)}"}}`, 413],
    ['{"dependencies":{"x":"git:x"}}', 422],
  ])('%.40s is answered %i', async (body, status) => {
    expect((await gatewayOf().handle(post(body)))?.status).toBe(status);
  });

  test('a form cannot ask', async () => {
    const answer = await gatewayOf().handle(post('{"dependencies":{}}', {'content-type': 'text/plain'}));
    expect(answer?.status).toBe(400);
  });

  test('nothing asked for is an empty lock', async () => {
    const answer = await gatewayOf().handle(post({dependencies: {}}));
    expect(await answer?.json()).toEqual({packages: [], provided: {}, warnings: []});
  });
});
