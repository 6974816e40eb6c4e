import {Buffer} from 'buffer';
import type {RealmContext} from '../../context.js';
import {systemError} from './errors.js';
import {Stats} from './stats.js';

interface OpenFile {
  path: string;
  position: number;
  isAppending: boolean;
}

/** `openSync` and what takes its answer, and `FileHandle`. Descriptors 1 and 2 are the terminal. */
export function createDescriptors(context: RealmContext) {
  const {files, resolvePath, process} = context;
  const open = new Map<number, OpenFile>();
  let opened = 2;

  const fileOf = (descriptor: number, syscall: string): OpenFile => {
    const file = open.get(descriptor);
    if (!file) throw systemError('EBADF', syscall);
    return file;
  };

  function openSync(value: unknown, flags = 'r'): number {
    const path = resolvePath(value);
    const exists = files.isFile(path);
    if (flags.includes('x') && exists) throw systemError('EEXIST', 'open', path);
    if (flags.startsWith('r') && !exists) throw systemError('ENOENT', 'open', path);
    if (flags.startsWith('w') || !exists) files.write(path, '');
    open.set(++opened, {path, position: 0, isAppending: flags.startsWith('a')});
    return opened;
  }

  function readSync(
    descriptor: number,
    target: Uint8Array,
    offset = 0,
    length = target.length - offset,
    position: number | null = null,
  ): number {
    const file = fileOf(descriptor, 'read');
    const from = position ?? file.position;
    const part = files.bytes(file.path).subarray(from, from + length);
    target.set(part, offset);
    if (position === null) file.position += part.length;
    return part.length;
  }

  function writeSync(descriptor: number, data: string | Uint8Array, position?: number | null): number {
    const bytes = Buffer.from(data as string);
    if (descriptor === 1 || descriptor === 2) {
      (descriptor === 1 ? process.stdout : process.stderr).write(bytes.toString());
      return bytes.length;
    }
    const file = fileOf(descriptor, 'write');
    const before = files.bytes(file.path);
    const at = file.isAppending ? before.length : (position ?? file.position);
    const after = new Uint8Array(Math.max(before.length, at + bytes.length));
    after.set(before);
    after.set(bytes, at);
    files.write(file.path, after);
    file.position = at + bytes.length;
    return bytes.length;
  }

  const closeSync = (descriptor: number): void => {
    fileOf(descriptor, 'close');
    open.delete(descriptor);
  };
  const fstatSync = (descriptor: number): Stats => new Stats(files, fileOf(descriptor, 'fstat').path);
  return {openSync, readSync, writeSync, closeSync, fstatSync, fsyncSync: () => undefined};
}

export type Descriptors = ReturnType<typeof createDescriptors>;
