import {CodecraftError} from '@codecraft/core/errors';
import {PackageName, PackageVersion} from '@codecraft/core/protocol';
import type {GatewayLimits} from './gateway-limits.js';
import type {PackumentStore} from './packument-store.js';
import {readTarball, tooLarge} from './read-tarball.js';
import type {Registry} from './registry.js';

/** What of the Cache API is used: `caches.default` of a worker fits. */
export type TarballCache = Pick<Cache, 'match' | 'put'>;

interface TarballOptions {
  registry: Registry;
  packuments: PackumentStore;
  cache: TarballCache | undefined;
  limits: GatewayLimits;
}

/**
 * The tarball of one version. Once its hash is checked it may be kept for ever, with the hash as its ETag; one that is
 * too large to be checked here is a stream that no cache keeps.
 *
 * @throws CodecraftError `invalid-input`, `package-missing`, `unsupported`, `too-large`, `unavailable`
 */
export async function getTarball(name: string, version: string, options: TarballOptions): Promise<Response> {
  const {registry, packuments, cache, limits} = options;
  if (!PackageName.safeParse(name).success || !PackageVersion.safeParse(version).success) {
    throw new CodecraftError(
      'invalid-input',
      'A tarball is asked for by the name and the exact version of a package.',
    );
  }
  const subject = `${name}@${version}`;
  const manifest = (await packuments.get(name)).manifest(version);
  if (!manifest) throw new CodecraftError('package-missing', `${name} has no version ${version}.`);
  const {integrity} = manifest;
  if (integrity === undefined) {
    throw new CodecraftError('unsupported', `The registry has no hash for ${subject}. Use another version.`);
  }
  const url = registry.tarballUrl(manifest);
  const etag = `"${integrity}"`;
  const kept = await cache?.match(url);
  if (kept?.headers.get('etag') === etag) return kept;

  const found = await registry.get(url, {subject, timeoutMs: limits.tarballTimeoutMs});
  const bytes = byteCount(found);
  if (!found.ok || !found.body || (bytes ?? 0) > limits.maxTarballBytes) {
    await found.body?.cancel();
    throw found.ok && found.body
      ? tooLarge(subject, limits.maxTarballBytes)
      : new CodecraftError(
          'package-missing',
          `The registry lists ${subject} but has no tarball of it (it answers ${found.status}). Use another version.`,
        );
  }
  const {maxTarballBytes: maxBytes, maxVerifiedTarballBytes: maxVerifiedBytes} = limits;
  const tarball = await readTarball(found.body, {subject, integrity, maxBytes, maxVerifiedBytes});
  if (tarball.type === 'stream') return new Response(tarball.stream, {headers: headersOf(bytes, 'no-store')});
  const headers = {...headersOf(tarball.bytes.length, 'public, max-age=31536000, immutable'), ETag: etag};
  const response = new Response(tarball.bytes, {headers});
  // Not awaited: whoever asks need not wait for it. One that could not be kept is asked for again.
  cache?.put(url, response.clone()).catch(() => undefined);
  return response;
}

const headersOf = (bytes: number | undefined, caching: string) => ({
  'Content-Type': 'application/octet-stream',
  'Cache-Control': caching,
  ...(bytes !== undefined && {'Content-Length': String(bytes)}),
});

/** How many bytes the body will have, where that is told and the body is not going to be decoded. */
function byteCount({headers}: Response): number | undefined {
  const told = headers.get('content-length');
  return told !== null && !headers.has('content-encoding') ? Number(told) : undefined;
}
