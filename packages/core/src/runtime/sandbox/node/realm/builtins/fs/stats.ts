import type {ProjectFiles} from '../../files/project-files.js';

const fileMode = 0o100644;
const directoryMode = 0o040755;

/** `fs.Stats` */
export class Stats {
  readonly dev = 1;
  readonly nlink = 1;
  readonly uid = 1000;
  readonly gid = 1000;
  readonly rdev = 0;
  readonly blksize = 4096;
  readonly mode: number;
  readonly size: number;
  readonly blocks: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly atimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  readonly #isFile: boolean;

  constructor(files: ProjectFiles, path: string) {
    this.#isFile = files.isFile(path);
    this.mode = this.#isFile ? fileMode : directoryMode;
    this.size = this.#isFile ? files.bytes(path).length : 4096;
    this.blocks = Math.ceil(this.size / 512);
    this.ino = inodeOf(path);
    this.mtimeMs = this.atimeMs = this.ctimeMs = this.birthtimeMs = files.modifiedAt(path);
  }

  get mtime(): Date {
    return new Date(this.mtimeMs);
  }

  get atime(): Date {
    return new Date(this.atimeMs);
  }

  get ctime(): Date {
    return new Date(this.ctimeMs);
  }

  get birthtime(): Date {
    return new Date(this.birthtimeMs);
  }

  isFile(): boolean {
    return this.#isFile;
  }

  isDirectory(): boolean {
    return !this.#isFile;
  }

  isSymbolicLink(): boolean {
    return false;
  }

  isFIFO(): boolean {
    return false;
  }

  isSocket(): boolean {
    return false;
  }

  isBlockDevice(): boolean {
    return false;
  }

  isCharacterDevice(): boolean {
    return false;
  }
}

/** `fs.Dirent` */
export class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly path: string;
  readonly #isDirectory: boolean;

  constructor(name: string, parentPath: string, isDirectory: boolean) {
    this.name = name;
    this.parentPath = this.path = parentPath;
    this.#isDirectory = isDirectory;
  }

  isFile(): boolean {
    return !this.#isDirectory;
  }

  isDirectory(): boolean {
    return this.#isDirectory;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

/** The same number for the same path, as far as programs compare. */
function inodeOf(path: string): number {
  let hash = 7;
  for (const letter of path) hash = (hash * 31 + letter.codePointAt(0)!) >>> 0;
  return hash;
}
