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

export interface WriteOptions {
  flags?: string;
  encoding?: string;
}

const chunkLength = 65_536;

/** `fs.ReadStream` */
export class ReadStream extends Readable {
  readonly path: string;

  constructor(sync: SyncFiles, path: string, options: ReadOptions) {
    const {encoding, start = 0, end, highWaterMark = chunkLength} = options;
    let bytes: Buffer | undefined;
    let at = 0;
    super({
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
    this.path = path;
  }

  close(): void {
    this.destroy();
  }
}

/** `fs.WriteStream`: keeps the program alive until it is closed. */
export class WriteStream extends Writable {
  readonly path: string;
  bytesWritten = 0;

  constructor({loop}: RealmContext, sync: SyncFiles, path: string, {flags = 'w'}: WriteOptions) {
    const release = loop.hold();
    let isOpen = flags.startsWith('a');
    super({
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
    this.path = path;
    loop.nextTick(() => {
      this.emit('open', 3);
      this.emit('ready');
    });
  }

  close(): void {
    this.end();
  }
}

export function createFileStreams(context: RealmContext, sync: SyncFiles) {
  const {resolvePath} = context;
  return {
    ReadStream,
    WriteStream,
    createReadStream: (value: unknown, options: ReadOptions | string = {}) =>
      new ReadStream(sync, resolvePath(value), typeof options === 'string' ? {encoding: options} : options),
    createWriteStream: (value: unknown, options: WriteOptions | string = {}) =>
      new WriteStream(context, sync, resolvePath(value), typeof options === 'string' ? {} : options),
  };
}
