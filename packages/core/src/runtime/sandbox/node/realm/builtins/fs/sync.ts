import {Buffer} from 'buffer';
import path from 'path-browserify';
import type {RealmContext} from '../../context.js';
import type {ProjectFiles} from '../../files/project-files.js';
import {randomUuid} from '../web-crypto.js';
import {argumentError, systemError} from './errors.js';
import {Dirent, Stats} from './stats.js';

export type Encoding = string | {encoding?: string | null; flag?: string} | null | undefined;

/** The functions of `node:fs` that do not wait; all others are made from these. */
export function createSyncFiles({files, resolvePath}: RealmContext) {
  const existing = (value: unknown, syscall: string): string => {
    const at = resolvePath(value);
    if (!files.isFile(at) && !files.isDirectory(at)) throw systemError('ENOENT', syscall, at);
    return at;
  };

  function readFileSync(value: unknown, options?: Encoding): Buffer | string {
    const at = existing(value, 'open');
    if (files.isDirectory(at)) throw systemError('EISDIR', 'read');
    const encoding = encodingOf(options);
    const contents = files.contents(at)!;
    if (typeof contents === 'string' && (encoding === 'utf8' || encoding === 'utf-8')) return contents;
    const bytes = Buffer.from(contents as string);
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }

  function writeFileSync(value: unknown, data: unknown, options?: Encoding): void {
    const at = resolvePath(value);
    const flag = typeof options === 'object' ? (options?.flag ?? 'w') : 'w';
    if (files.isDirectory(at)) throw systemError('EISDIR', 'open', at);
    if (flag.includes('x') && files.isFile(at)) throw systemError('EEXIST', 'open', at);
    requireParent(files, at, 'open');
    const contents = contentsFrom(data, encodingOf(options));
    files.write(at, flag.startsWith('a') && files.isFile(at) ? appended(files, at, contents) : contents);
  }

  function statSync(value: unknown, options?: {throwIfNoEntry?: boolean}): Stats | undefined {
    const at = resolvePath(value);
    if (!files.isFile(at) && !files.isDirectory(at) && options?.throwIfNoEntry === false) return undefined;
    return new Stats(files, existing(at, 'stat'));
  }

  function readdirSync(value: unknown, options?: {withFileTypes?: boolean; recursive?: boolean}) {
    const at = existing(value, 'scandir');
    if (!files.isDirectory(at)) throw systemError('ENOTDIR', 'scandir', at);
    const entries = options?.recursive ? below(files, at, '') : files.list(at);
    return options?.withFileTypes
      ? entries.map(({name, isDirectory}) => {
          const full = path.join(at, name);
          return new Dirent(path.basename(full), path.dirname(full), isDirectory);
        })
      : entries.map(({name}) => name);
  }

  function mkdirSync(value: unknown, options?: {recursive?: boolean} | number): string | undefined {
    const at = resolvePath(value);
    const isRecursive = typeof options === 'object' && options.recursive === true;
    if (isRecursive) {
      if (files.isFile(at)) throw systemError('EEXIST', 'mkdir', at);
      let first: string | undefined;
      for (let each = at; !files.isDirectory(each); each = path.dirname(each)) first = each;
      if (first !== undefined) files.makeDirectory(at);
      return first;
    }
    if (files.isDirectory(at) || files.isFile(at)) throw systemError('EEXIST', 'mkdir', at);
    requireParent(files, at, 'mkdir');
    files.makeDirectory(at);
    return undefined;
  }

  function rmSync(value: unknown, options: {recursive?: boolean; force?: boolean} = {}): void {
    const at = resolvePath(value);
    if (!files.isFile(at) && !files.isDirectory(at) && options.force) return;
    existing(at, 'rm');
    if (files.isDirectory(at) && !options.recursive) {
      throw Object.assign(systemError('EISDIR', 'rm', at), {code: 'ERR_FS_EISDIR'});
    }
    files.remove(at);
  }

  function rmdirSync(value: unknown, options: {recursive?: boolean} = {}): void {
    const at = existing(value, 'rmdir');
    if (!files.isDirectory(at)) throw systemError('ENOTDIR', 'rmdir', at);
    if (!options.recursive && files.list(at).length > 0) throw systemError('ENOTEMPTY', 'rmdir', at);
    files.remove(at);
  }

  function unlinkSync(value: unknown): void {
    const at = existing(value, 'unlink');
    if (files.isDirectory(at)) throw systemError('EISDIR', 'unlink', at);
    files.remove(at);
  }

  function cpSync(from: unknown, to: unknown, options: {recursive?: boolean} = {}): void {
    const source = existing(from, 'cp');
    const target = resolvePath(to);
    if (files.isFile(source)) return copyFileSync(source, target);
    if (!options.recursive) throw systemError('EISDIR', 'cp', source);
    files.makeDirectory(target);
    for (const {name} of files.list(source)) cpSync(`${source}/${name}`, `${target}/${name}`, options);
  }

  function copyFileSync(from: unknown, to: unknown): void {
    const source = existing(from, 'copyfile');
    const target = resolvePath(to);
    requireParent(files, target, 'copyfile');
    files.write(target, copied(files.contents(source)!));
  }

  function renameSync(from: unknown, to: unknown): void {
    const source = existing(from, 'rename');
    const target = resolvePath(to);
    if (source === target) return;
    requireParent(files, target, 'rename');
    if (`${target}/`.startsWith(`${source}/`)) throw systemError('EINVAL', 'rename', source, target);
    cpSync(source, target, {recursive: true});
    files.remove(source);
  }

  return {
    readFileSync,
    writeFileSync,
    appendFileSync: (value: unknown, data: unknown, options?: Encoding) =>
      writeFileSync(value, data, {encoding: encodingOf(options) ?? null, flag: 'a'}),
    existsSync: (value: unknown): boolean => {
      try {
        const at = resolvePath(value);
        return files.isFile(at) || files.isDirectory(at);
      } catch {
        // By its documentation it answers false for whatever is no path.
        return false;
      }
    },
    statSync,
    lstatSync: statSync,
    readdirSync,
    mkdirSync,
    mkdtempSync: (prefix: string): string => {
      const at = resolvePath(prefix + randomUuid().slice(0, 6));
      files.makeDirectory(at);
      return at;
    },
    rmSync,
    rmdirSync,
    unlinkSync,
    cpSync,
    copyFileSync,
    renameSync,
    accessSync: (value: unknown): void => void existing(value, 'access'),
    realpathSync: Object.assign((value: unknown) => existing(value, 'realpath'), {
      native: (value: unknown) => existing(value, 'realpath'),
    }),
    readlinkSync: (value: unknown): never => {
      throw systemError('EINVAL', 'readlink', existing(value, 'readlink'));
    },
    symlinkSync: (target: unknown, value: unknown): never => {
      throw systemError('EPERM', 'symlink', String(target), resolvePath(value));
    },
    truncateSync: (value: unknown, length = 0): void => {
      const at = existing(value, 'open');
      const kept = new Uint8Array(length);
      kept.set(files.bytes(at).subarray(0, length));
      files.write(at, kept);
    },
    // There are no owners or permissions to change; times follow the writes.
    chmodSync: (value: unknown): void => void existing(value, 'chmod'),
    chownSync: (value: unknown): void => void existing(value, 'chown'),
    utimesSync: (value: unknown): void => void existing(value, 'utime'),
  };
}

export type SyncFiles = ReturnType<typeof createSyncFiles>;

export function encodingOf(options: Encoding): string | undefined {
  return (typeof options === 'string' ? options : options?.encoding) ?? undefined;
}

/** Text stays text, so that the editor shows it at once. */
function contentsFrom(data: unknown, encoding: string | undefined): string | Uint8Array<ArrayBuffer> {
  if (typeof data === 'string') {
    return encoding === undefined || /^utf-?8$/i.test(encoding) ? data : Buffer.from(data, encoding);
  }
  if (ArrayBuffer.isView(data))
    return Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  throw argumentError('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

function copied(contents: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof contents === 'string' ? contents : Uint8Array.from(contents);
}

function appended(
  files: ProjectFiles,
  at: string,
  more: string | Uint8Array<ArrayBuffer>,
): string | Uint8Array<ArrayBuffer> {
  const before = files.contents(at)!;
  if (typeof before === 'string' && typeof more === 'string') return before + more;
  return Uint8Array.from(Buffer.concat([Buffer.from(before as string), Buffer.from(more as string)]));
}

function requireParent(files: ProjectFiles, at: string, syscall: string): void {
  const parent = path.dirname(at);
  if (files.isFile(parent)) throw systemError('ENOTDIR', syscall, at);
  if (!files.isDirectory(parent)) throw systemError('ENOENT', syscall, at);
}

/** Everything below a folder, by path from there. */
function below(files: ProjectFiles, at: string, prefix: string): {name: string; isDirectory: boolean}[] {
  return files.list(at).flatMap(({name, isDirectory}) => {
    const entry = {name: prefix + name, isDirectory};
    return isDirectory ? [entry, ...below(files, `${at}/${name}`, `${prefix}${name}/`)] : [entry];
  });
}
