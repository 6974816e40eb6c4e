import {CodecraftError} from '@codecraft/core/errors';
import {joinBytes} from '@codecraft/core/protocol';

interface ReadOptions {
  /** What it is, for sentences: `react@19.1.0`. */
  subject: string;
  /** As Subresource Integrity writes it. */
  integrity: string;
  maxBytes: number;
  /** Up to here a tarball is held until its hash is known to be right. */
  maxVerifiedBytes: number;
}

/** A stream has only its size checked. */
type Tarball =
  | {readonly type: 'verified'; readonly bytes: Uint8Array<ArrayBuffer>}
  | {readonly type: 'stream'; readonly stream: ReadableStream<Uint8Array>};

/**
 * Holds a tarball until its hash is known to be right, so that a wrong one is refused by a sentence and kept by no
 * cache. A large one is passed on as it arrives: the web's crypto cannot hash piece by piece, and whoever unpacks a
 * tarball checks its hash in any case.
 *
 * @throws CodecraftError `unavailable` for a wrong or broken off tarball
 */
export async function readTarball(body: ReadableStream<Uint8Array>, options: ReadOptions): Promise<Tarball> {
  const {subject, integrity, maxBytes, maxVerifiedBytes} = options;
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= maxVerifiedBytes; ) {
    const {value} = await reader.read().catch((cause: unknown) => {
      throw unavailable(`The package registry stopped in the middle of ${subject}.`, cause);
    });
    if (!value) {
      const bytes = joinBytes(chunks);
      if (await hasHash(bytes, integrity)) return {type: 'verified', bytes};
      throw unavailable(`The package registry sent something else than the ${subject} it announced.`);
    }
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge(subject, maxBytes);
    }
    chunks.push(value);
  }
  return {type: 'stream', stream: streamOf(chunks, reader, options)};
}

/** What was read already, then the rest. */
function streamOf(
  chunks: Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
  {subject, maxBytes}: ReadOptions,
): ReadableStream<Uint8Array> {
  let size = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = chunks.shift() ?? (await reader.read()).value;
      if (!chunk) return controller.close();
      size += chunk.length;
      if (size > maxBytes) {
        await reader.cancel();
        throw tooLarge(subject, maxBytes);
      }
      controller.enqueue(chunk);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

export const tooLarge = (subject: string, maxBytes: number) =>
  new CodecraftError(
    'too-large',
    `The tarball of ${subject} is larger than ${maxBytes >> 20} MB. Use another package.`,
  );

const unavailable = (sentence: string, cause?: unknown) =>
  new CodecraftError('unavailable', `${sentence} Try again in a moment.`, {cause});

const algorithms: Record<string, string> = {
  sha512: 'SHA-512',
  sha384: 'SHA-384',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
};

async function hasHash(bytes: Uint8Array<ArrayBuffer>, integrity: string): Promise<boolean> {
  const [kind = '', expected] = integrity.split(/-(.*)/);
  const algorithm = algorithms[kind];
  if (!algorithm) return false;
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return btoa(String.fromCharCode(...digest)) === expected;
}
