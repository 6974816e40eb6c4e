import {sha1} from '@noble/hashes/legacy.js';
import {sha256, sha384, sha512} from '@noble/hashes/sha2.js';
import type {EventLoop} from '../event-loop.js';

const hashes: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

/** A random UUID, on any page. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** `crypto.subtle`, which keeps the program alive while it works. Without https the browser has only its hashes. */
export function createSubtle(loop: EventLoop): object {
  const native = globalThis.crypto.subtle as SubtleCrypto | undefined;
  return new Proxy(native ?? {}, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === 'function') {
        return (...args: unknown[]) => loop.during(member.apply(native, args) as Promise<unknown>);
      }
      if (native || typeof name === 'symbol' || name === 'then') return member;
      if (name === 'digest') return digest;
      return () => {
        throw new Error(`crypto.subtle.${name} needs a page that is served over https.`);
      };
    },
  });
}

async function digest(algorithm: string | {name: string}, data: BufferSource): Promise<ArrayBuffer> {
  const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();
  const hash = hashes[name];
  if (!hash) throw new DOMException(`There is no digest ${name}.`, 'NotSupportedError');
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return Uint8Array.from(hash(bytes)).buffer;
}
