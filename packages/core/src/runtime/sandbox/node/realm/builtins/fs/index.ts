import type {RealmContext} from '../../context.js';
import {createDescriptors, type Descriptors} from './descriptors.js';
import {Dirent, Stats} from './stats.js';
import {createFileStreams} from './streams.js';
import {createSyncFiles, type Encoding, type SyncFiles} from './sync.js';
import {createWatching} from './watch.js';

type AnyFunction = (...args: unknown[]) => unknown;

export const constants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  COPYFILE_EXCL: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
  S_IFMT: 0o170000,
  S_IFREG: 0o100000,
  S_IFDIR: 0o040000,
  S_IFLNK: 0o120000,
};

/** `node:fs`, and `node:fs/promises` as its `promises`. */
export function createFs(context: RealmContext) {
  const sync = createSyncFiles(context);
  const descriptors = createDescriptors(context);
  const waiting = Object.fromEntries(
    Object.entries({...sync, ...descriptors}).map(([name, call]) => [
      name.slice(0, -'Sync'.length),
      withCallback(call as AnyFunction, context),
    ]),
  );
  const promises = {
    ...Object.fromEntries(
      Object.entries(sync).map(([name, call]) => [
        name.slice(0, -'Sync'.length),
        async (...args: unknown[]) => (call as AnyFunction)(...args),
      ]),
    ),
    open: async (path: unknown, flags?: string) =>
      fileHandle(descriptors.openSync(path, flags), path, {sync, descriptors}),
    constants,
  };
  return {
    ...sync,
    ...descriptors,
    ...waiting,
    ...createFileStreams(context, sync),
    ...createWatching(context),
    // Unlike all others, it hands over the answer alone.
    exists: (path: unknown, callback: (exists: boolean) => void) =>
      context.loop.nextTick(() => callback(sync.existsSync(path))),
    promises,
    constants,
    ...constants,
    Stats,
    Dirent,
  };
}

/** The variant with a callback: last argument, called with the error first, in a later turn. */
function withCallback(call: AnyFunction, {timers}: RealmContext): AnyFunction {
  return (...args) => {
    const callback = args.pop() as (error: unknown, value?: unknown) => void;
    if (typeof callback !== 'function') {
      throw Object.assign(new TypeError('The "cb" argument must be of type function.'), {
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
    let outcome: () => void;
    try {
      const value = call(...args);
      outcome = () => callback(null, value);
    } catch (error) {
      outcome = () => callback(error);
    }
    timers.setImmediate(outcome);
  };
}

function fileHandle(
  fd: number,
  path: unknown,
  {sync, descriptors}: {sync: SyncFiles; descriptors: Descriptors},
) {
  return {
    fd,
    readFile: async (options?: Encoding) => sync.readFileSync(path, options),
    writeFile: async (data: unknown, options?: Encoding) => sync.writeFileSync(path, data, options),
    appendFile: async (data: unknown, options?: Encoding) => sync.appendFileSync(path, data, options),
    stat: async () => sync.statSync(path),
    read: async (buffer: Uint8Array, offset?: number, length?: number, position?: number | null) => ({
      bytesRead: descriptors.readSync(fd, buffer, offset, length, position),
      buffer,
    }),
    write: async (data: string | Uint8Array) => ({
      bytesWritten: descriptors.writeSync(fd, data),
      buffer: data,
    }),
    close: async () => descriptors.closeSync(fd),
  };
}
