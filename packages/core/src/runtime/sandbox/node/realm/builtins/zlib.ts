import {Buffer} from 'buffer';
import {deflate, deflateRaw, gzip, inflate, inflateRaw, ungzip} from 'pako';
import {Transform} from 'readable-stream';
import type {EventLoop} from '../event-loop.js';

type Convert = (bytes: Uint8Array, options?: object) => Uint8Array<ArrayBuffer>;

const converters: Record<string, Convert> = {
  gzip,
  gunzip: ungzip,
  unzip: ungzip,
  deflate,
  inflate,
  deflateRaw,
  inflateRaw,
};

/** A stream that converts all it got once the end has come: right for bodies, not for streams without end. */
function streamClass(convert: Convert) {
  return class extends Transform {
    constructor() {
      const parts: Uint8Array[] = [];
      super({
        transform(chunk, _encoding, done) {
          parts.push(chunk);
          done();
        },
        flush(done) {
          try {
            done(null, asBuffer(convert(Buffer.concat(parts))));
          } catch (error) {
            done(asError(error));
          }
        },
      });
    }

    close(): void {
      this.destroy();
    }
  };
}

function asBuffer(bytes: Uint8Array<ArrayBuffer>): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** pako throws its messages as text. */
function asError(error: unknown): Error {
  return Object.assign(error instanceof Error ? error : new Error(String(error)), {code: 'Z_DATA_ERROR'});
}

/** `node:zlib` without Brotli and Zstandard. */
export function createZlib(loop: EventLoop): Record<string, unknown> {
  const made: Record<string, unknown> = {constants: {Z_SYNC_FLUSH: 2, Z_FINISH: 4, Z_BEST_COMPRESSION: 9}};
  for (const [name, convert] of Object.entries(converters)) {
    const atOnce = (data: string | Uint8Array) => {
      try {
        return asBuffer(convert(Buffer.from(data as string)));
      } catch (error) {
        throw asError(error);
      }
    };
    made[`${name}Sync`] = atOnce;
    made[name] = (data: string | Uint8Array, ...rest: unknown[]) => {
      const callback = rest.at(-1) as (error: unknown, result?: Buffer) => void;
      const release = loop.hold();
      loop.nextTick(() => {
        try {
          callback(null, atOnce(data));
        } catch (error) {
          callback(error);
        } finally {
          release();
        }
      });
    };
    const className = name[0]!.toUpperCase() + name.slice(1);
    const ConvertStream = streamClass(convert);
    made[className] = ConvertStream;
    made[`create${className}`] = () => new ConvertStream();
  }
  for (const name of [
    'createBrotliCompress',
    'createBrotliDecompress',
    'brotliCompressSync',
    'brotliDecompressSync',
  ]) {
    made[name] = () => {
      throw new Error(`zlib.${name} is not available here. Use gzip.`);
    };
  }
  return made;
}
