import {Buffer} from 'buffer';
import {Readable, Writable} from 'readable-stream';
import type {RealmContext} from '../../context.js';
import type {SyncFiles} from './sync.js';

export interface ReadOptions {
  encoding?: string;
  start?: number;
  /** The last byte, itself included. */
  end?: number;
  highWaterMark?: number;
}

const chunkLength = 65_536;

/** `createReadStream` and `createWriteStream`. */
export function createFileStreams({loop, resolvePath}: RealmContext, sync: SyncFiles) {
  function createReadStream(value: unknown, options: ReadOptions | string = {}) {
    const {encoding, start = 0, end, highWaterMark = chunkLength} =
      typeof options === 'string' ? {encoding: options} : options;
    const path = resolvePath(value);
    let bytes: Buffer | undefined;
    let at = 0;
    const stream = new Readable({
      highWaterMark,
      ...(encoding && {encoding}),
      read() {
        try {
          if (!bytes) {
            const whole = sync.readFileSync(path) as Buffer;
            bytes = Buffer.from(whole.subarray(start, end === undefined ? undefined : end + 1));
            this.emit('open', 3);
            this.emit('ready');
          }
        } catch (error) {
          this.destroy(error as Error);
          return;
        }
        if (at >= bytes.length) return void this.push(null);
        this.push(bytes.subarray(at, at + highWaterMark));
        at += highWaterMark;
      },
    });
    return Object.assign(stream, {path, bytesRead: 0, close: () => stream.destroy()});
  }

  function createWriteStream(value: unknown, options: {flags?: string; encoding?: string} | string = {}) {
    const flags = typeof options === 'string' ? 'w' : (options.flags ?? 'w');
    const path = resolvePath(value);
    const release = loop.hold();
    let isOpen = flags.startsWith('a');
    const stream = new Writable({
      write(chunk, _encoding, done) {
        try {
          if (isOpen) sync.appendFileSync(path, chunk);
          else sync.writeFileSync(path, chunk);
          isOpen = true;
          done();
        } catch (error) {
          done(error as Error);
        }
      },
      final(done) {
        if (!isOpen) sync.writeFileSync(path, '');
        done();
      },
      destroy(error, done) {
        release();
        done(error);
      },
    });
    loop.nextTick(() => {
      stream.emit('open', 3);
      stream.emit('ready');
    });
    return Object.assign(stream, {path, close: () => stream.end()});
  }

  return {createReadStream, createWriteStream};
}
