import {hmac} from '@noble/hashes/hmac.js';
import {md5, ripemd160, sha1} from '@noble/hashes/legacy.js';
import {pbkdf2} from '@noble/hashes/pbkdf2.js';
import {scrypt} from '@noble/hashes/scrypt.js';
import {sha224, sha256, sha384, sha512} from '@noble/hashes/sha2.js';
import {Buffer} from 'buffer';
import type {EventLoop} from '../event-loop.js';
import {createSubtle, randomUuid} from './web-crypto.js';

/** WebCrypto hashes only with waiting; Node's functions answer at once. */
const hashes = {md5, sha1, sha224, sha256, sha384, sha512, ripemd160};
const native = globalThis.crypto;
type Data = string | ArrayBufferView;

function hashNamed(name: string) {
  const key = name.toLowerCase().replace('-', '');
  if (Object.hasOwn(hashes, key)) return hashes[key as keyof typeof hashes];
  throw Object.assign(
    new Error(`Digest method not supported: ${name}. There are ${Object.keys(hashes).join(', ')}.`),
    {
      code: 'ERR_CRYPTO_INVALID_DIGEST',
    },
  );
}

function bytesOf(data: Data, encoding?: string): Uint8Array<ArrayBuffer> {
  if (typeof data === 'string') return Uint8Array.from(Buffer.from(data, encoding));
  return Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function encoded(bytes: Uint8Array, encoding?: string): Buffer | string {
  const buffer = Buffer.from(bytes as Uint8Array<ArrayBuffer> as ArrayLike<number>);
  return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(encoding);
}

interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** `crypto.Hash` and `crypto.Hmac` */
class Hash {
  readonly #digest: Digest;

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  update(data: Data, encoding?: string): this {
    this.#digest.update(bytesOf(data, encoding));
    return this;
  }

  digest(encoding?: string): Buffer | string {
    return encoded(this.#digest.digest(), encoding);
  }
}

function randomBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  // The browser gives at most this much at a time.
  for (let at = 0; at < length; at += 65_536) native.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

function randomInt(first: number, second?: number): number {
  const [low, high] = second === undefined ? [0, first] : [first, second];
  const range = high - low;
  const limit = 2 ** 48 - (2 ** 48 % range);
  for (;;) {
    const [top, bottom] = native.getRandomValues(new Uint32Array(2));
    const value = (top! & 0xffff) * 2 ** 32 + bottom!;
    if (value < limit) return low + (value % range);
  }
}

/** `node:crypto`, as far as programs mostly use it. Ciphers and key pairs are in `crypto.subtle`. */
export function createCrypto(loop: EventLoop) {
  const subtle = createSubtle(loop);
  const later = (work: () => unknown, callback: (error: unknown, value?: unknown) => void) => {
    const release = loop.hold();
    loop.nextTick(() => {
      try {
        callback(null, work());
      } catch (error) {
        callback(error);
      } finally {
        release();
      }
    });
  };
  const pbkdf2Sync = (password: Data, salt: Data, c: number, dkLen: number, name = 'sha1') =>
    encoded(pbkdf2(hashNamed(name), bytesOf(password), bytesOf(salt), {c, dkLen}));
  const scryptSync = (password: Data, salt: Data, dkLen: number, {N = 16_384, r = 8, p = 1} = {}) =>
    encoded(scrypt(bytesOf(password), bytesOf(salt), {N, r, p, dkLen}));
  return {
    createHash: (name: string) => new Hash(hashNamed(name).create()),
    createHmac: (name: string, key: Data) => new Hash(hmac.create(hashNamed(name), bytesOf(key))),
    hash: (name: string, data: Data, encoding = 'hex') => encoded(hashNamed(name)(bytesOf(data)), encoding),
    getHashes: () => Object.keys(hashes),
    randomBytes: (length: number, callback?: (error: unknown, bytes: unknown) => void) =>
      callback ? later(() => randomBytes(length), callback) : randomBytes(length),
    randomFillSync: (target: Uint8Array<ArrayBuffer>) => native.getRandomValues(target),
    randomInt,
    randomUUID: randomUuid,
    getRandomValues: (target: Uint8Array<ArrayBuffer>) => native.getRandomValues(target),
    timingSafeEqual: (a: Uint8Array, b: Uint8Array) => {
      if (a.length !== b.length) throw new RangeError('Input buffers must have the same byte length');
      return a.reduce((difference, byte, index) => difference | (byte ^ b[index]!), 0) === 0;
    },
    pbkdf2Sync,
    pbkdf2: (...args: unknown[]) =>
      later(
        () => pbkdf2Sync(...(args.slice(0, -1) as Parameters<typeof pbkdf2Sync>)),
        args.at(-1) as () => void,
      ),
    scryptSync,
    scrypt: (...args: unknown[]) =>
      later(
        () => scryptSync(...(args.slice(0, -1) as Parameters<typeof scryptSync>)),
        args.at(-1) as () => void,
      ),
    webcrypto: {
      subtle,
      randomUUID: randomUuid,
      getRandomValues: (target: Uint8Array<ArrayBuffer>) => native.getRandomValues(target),
    },
    subtle,
    constants: {},
  };
}
