import {CodecraftError} from '../../../../errors.js';
import {gunzip} from './gunzip.js';
import {hasIntegrity} from './integrity.js';
import {PackageArchive} from './package-archive.js';
import type {PackageGatewayClient} from './package-gateway-client.js';
import type {InstallableLock} from './package-lock.js';

type LockedPackage = InstallableLock['packages'][number];

interface FetchOptions {
  gateway: PackageGatewayClient;
  signal: AbortSignal;
  /** Shared by all packages of an installation. */
  room: UnpackedRoom;
  onBytes: (count: number) => void;
}

/** How much may still be unpacked. */
export class UnpackedRoom {
  readonly #maxBytes: number;
  readonly #maxFiles: number;
  #bytes = 0;
  #files = 0;

  constructor({maxBytes, maxFiles}: {maxBytes: number; maxFiles: number}) {
    this.#maxBytes = maxBytes;
    this.#maxFiles = maxFiles;
  }

  get bytesLeft(): number {
    return this.#maxBytes - this.#bytes;
  }

  /** @throws CodecraftError `too-large` naming the package that did not fit any more */
  take(subject: string, {bytes, files}: {bytes: number; files: number}): void {
    this.#bytes += bytes;
    this.#files += files;
    if (this.#bytes > this.#maxBytes) throw this.noBytesLeft(subject);
    if (this.#files > this.#maxFiles) {
      throw new CodecraftError(
        'too-large',
        `With ${subject}, the packages have more than ${this.#maxFiles} files. Use fewer or smaller packages.`,
      );
    }
  }

  noBytesLeft(subject: string): CodecraftError {
    const megabytes = Math.floor(this.#maxBytes / 1024 / 1024);
    return new CodecraftError(
      'too-large',
      `With ${subject}, the packages have more than ${megabytes} MB unpacked. Use fewer or smaller packages.`,
    );
  }
}

/**
 * Fetches, checks and unpacks one package.
 *
 * @throws CodecraftError `unavailable` where it did not arrive as announced, `too-large`, `unsupported` for what is no
 *   package
 */
export async function fetchPackage(pack: LockedPackage, options: FetchOptions): Promise<PackageArchive> {
  const {room} = options;
  const subject = `${pack.name}@${pack.version}`;
  const packed = await fetchChecked(pack, subject, options);
  const tar = await gunzip(packed, room.bytesLeft).catch((cause: unknown) => {
    throw notAPackage(subject, 'It is not compressed as packages are.', cause);
  });
  if (!tar) throw room.noBytesLeft(subject);
  const archive = unpack(pack.integrity, tar, subject);
  room.take(subject, {bytes: tar.length, files: archive.index.paths.length});
  return archive;
}

/** Tries a second time, past the caches on the way: one of them may be what went wrong. */
async function fetchChecked(
  pack: LockedPackage,
  subject: string,
  {gateway, signal, onBytes}: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let failure: unknown;
  for (const cache of ['default', 'reload'] as const) {
    try {
      const packed = await gateway.tarball(pack, {cache, signal, onBytes});
      if (await hasIntegrity(packed, pack.integrity)) return packed;
      failure = new CodecraftError(
        'unavailable',
        `What arrived for ${subject} is not the package that was announced: its hash differs. Try again in a moment, or use another version.`,
      );
    } catch (error) {
      failure = error instanceof CodecraftError ? error : brokenOff(subject, error);
    }
    if (signal.aborted || !isWorthAnotherTry(failure)) break;
  }
  throw failure;
}

function isWorthAnotherTry(failure: unknown): boolean {
  return failure instanceof CodecraftError && failure.code === 'unavailable';
}

function unpack(integrity: string, tar: Uint8Array<ArrayBuffer>, subject: string): PackageArchive {
  try {
    return PackageArchive.fromTar(integrity, tar);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw notAPackage(subject, error.message, error);
  }
}

function notAPackage(subject: string, reason: string, cause: unknown): CodecraftError {
  const message = `${subject} cannot be unpacked. ${reason} Use another version.`;
  return new CodecraftError('unsupported', message, {cause});
}

function brokenOff(subject: string, cause: unknown): CodecraftError {
  return new CodecraftError('unavailable', `The connection broke while ${subject} was fetched. Try again.`, {
    cause,
  });
}
