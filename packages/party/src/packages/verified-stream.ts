import {CodecraftError} from '@codecraft/core/errors';

interface VerifyOptions {
  /** What it is, for sentences: `react@19.1.0`. */
  subject: string;
  /** As Subresource Integrity writes it. */
  integrity: string;
  maxBytes: number;
  /** Up to here the hash is checked; beyond it only the size. */
  maxVerifiedBytes: number;
}

const algorithms: Record<string, string> = {
  sha512: 'SHA-512',
  sha384: 'SHA-384',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
};

/**
 * Passes a tarball on as it arrives, but for its last chunk, which waits until the hash of all is known. So nobody,
 * and no cache on the way, ever holds a complete tarball that is not the right one.
 *
 * The web's crypto cannot hash piece by piece, hence a copy, and hence the limit up to which one is made. Whoever
 * unpacks a tarball checks the hash in any case.
 */
export function verifiedStream(options: VerifyOptions): TransformStream<Uint8Array, Uint8Array> {
  const {subject, integrity, maxBytes, maxVerifiedBytes} = options;
  let bytes = 0;
  let copy: Uint8Array[] = [];
  let last: Uint8Array | undefined;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(subject, maxBytes);
      if (bytes <= maxVerifiedBytes) copy.push(chunk);
      else copy = [];
      if (last) controller.enqueue(last);
      last = chunk;
    },
    async flush(controller) {
      if (bytes <= maxVerifiedBytes && !(await hasHash(copy, integrity))) {
        throw new CodecraftError(
          'unavailable',
          `The registry sent something else than the ${subject} it announced. Try again in a moment.`,
        );
      }
      if (last) controller.enqueue(last);
    },
  });
}

export const tooLarge = (subject: string, maxBytes: number) =>
  new CodecraftError(
    'too-large',
    `The tarball of ${subject} is larger than ${maxBytes >> 20} MB. Use another package.`,
  );

async function hasHash(chunks: Uint8Array[], integrity: string): Promise<boolean> {
  const [kind = '', expected] = integrity.split(/-(.*)/);
  const algorithm = algorithms[kind];
  if (!algorithm) return false;
  const whole = await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, whole));
  return btoa(String.fromCharCode(...digest)) === expected;
}
