/*
 * The little we use of the packages behind Node's built-ins. Their own types, where there are any, pull in all of
 * `@types/node`, which would declare Node's globals for every file of this package.
 */

declare module 'events' {
  export type Listener = (...args: never[]) => unknown;
  export default class EventEmitter {
    static EventEmitter: typeof EventEmitter;
    static once(emitter: EventEmitter, name: string): Promise<unknown[]>;
    on(name: string | symbol, listener: Listener): this;
    once(name: string | symbol, listener: Listener): this;
    off(name: string | symbol, listener: Listener): this;
    emit(name: string | symbol, ...args: unknown[]): boolean;
    listenerCount(name: string | symbol): number;
    listeners(name: string | symbol): Listener[];
    removeListener(name: string | symbol, listener: Listener): this;
    removeAllListeners(name?: string | symbol): this;
  }
}

declare module 'buffer' {
  export class Buffer extends Uint8Array<ArrayBuffer> {
    static from(value: string, encoding?: string): Buffer;
    static from(value: ArrayBufferLike | ArrayLike<number>, offset?: number, length?: number): Buffer;
    static alloc(length: number): Buffer;
    static concat(list: readonly Uint8Array[], length?: number): Buffer;
    static isBuffer(value: unknown): value is Buffer;
    static isEncoding(name: string): boolean;
    toString(encoding?: string, start?: number, end?: number): string;
  }
  export const kMaxLength: number;
  export const SlowBuffer: unknown;
  export const INSPECT_MAX_BYTES: number;
}

declare module 'readable-stream' {
  import type {Buffer} from 'buffer';
  import EventEmitter from 'events';

  type Done = (error?: Error | null) => void;
  interface ReadableOptions {
    read?: (this: Readable, size: number) => void;
    destroy?: (error: Error | null, done: Done) => void;
    encoding?: string;
    highWaterMark?: number;
    objectMode?: boolean;
  }
  interface WritableOptions {
    write?: (chunk: Buffer, encoding: string, done: Done) => void;
    writev?: (chunks: {chunk: Buffer; encoding: string}[], done: Done) => void;
    final?: (done: Done) => void;
    destroy?: (error: Error | null, done: Done) => void;
    decodeStrings?: boolean;
    highWaterMark?: number;
    autoDestroy?: boolean;
  }
  export class Stream extends EventEmitter {}
  export class Readable extends Stream {
    /** Null before anything reads, false once it was paused. */
    readonly readableFlowing: boolean | null;
    constructor(options?: ReadableOptions);
    push(chunk: Uint8Array | string | null): boolean;
    destroy(error?: Error | null): this;
    setEncoding(encoding: string): this;
    resume(): this;
    pause(): this;
    readonly destroyed: boolean;
    readonly readableEnded: boolean;
    isPaused(): boolean;
  }
  export class Writable extends Stream {
    constructor(options?: WritableOptions);
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean;
    end(chunk?: unknown, encoding?: unknown, done?: unknown): this;
    destroy(error?: Error | null): this;
    readonly writableEnded: boolean;
    readonly writableFinished: boolean;
    readonly destroyed: boolean;
  }
  export type DuplexOptions = ReadableOptions & WritableOptions;
  export class Duplex extends Readable {
    constructor(options?: DuplexOptions);
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean;
    end(chunk?: unknown, encoding?: unknown, done?: unknown): this;
  }
  export class Transform extends Duplex {
    constructor(options?: {
      transform?: (
        chunk: Buffer,
        encoding: string,
        done: (error?: Error | null, data?: Uint8Array) => void,
      ) => void;
      flush?: (done: (error?: Error | null, data?: Uint8Array) => void) => void;
    });
  }
  export class PassThrough extends Transform {}
  const all: typeof Readable & Record<string, unknown>;
  export default all;
}

declare module 'string_decoder' {
  export class StringDecoder {
    constructor(encoding?: string);
    write(bytes: Uint8Array): string;
    end(bytes?: Uint8Array): string;
  }
}

declare module 'querystring-es3' {
  const querystring: Record<string, unknown>;
  export default querystring;
}

declare module 'url' {
  const legacy: Record<string, unknown>;
  export default legacy;
}

declare module 'util' {
  const legacy: Record<string, (...args: never[]) => unknown>;
  export default legacy;
}

declare module 'assert' {
  const assert: ((value: unknown, message?: string) => asserts value) & Record<string, unknown>;
  export default assert;
}

declare module 'node-inspect-extracted' {
  export function inspect(value: unknown, options?: object): string;
  export function format(...values: unknown[]): string;
  export function formatWithOptions(options: object, ...values: unknown[]): string;
  export function stripVTControlCharacters(text: string): string;
  export function isDeepStrictEqual(a: unknown, b: unknown): boolean;
}

declare module 'pako' {
  export function gzip(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
  export function deflate(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
  export function deflateRaw(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
  export function ungzip(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
  export function inflate(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
  export function inflateRaw(bytes: Uint8Array, options?: object): Uint8Array<ArrayBuffer>;
}
