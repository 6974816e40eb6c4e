import {CodecraftError} from '../../../../errors.js';
import type {FileSystemTree} from '../../../../files/tree.js';
import type {PackageArchive} from '../packages/package-archive.js';
import {baseName, directoryOf, normalizePath} from './paths.js';

export type FileChange = {path: string; kind: 'added' | 'changed' | 'removed'};

/** A file of a package, read from its archive when somebody asks for it. */
class PackagedFile {
  readonly #archive: PackageArchive;
  readonly #number: number;

  constructor(archive: PackageArchive, number: number) {
    this.#archive = archive;
    this.#number = number;
  }

  read(): string | Uint8Array {
    return this.#archive.read(this.#number);
  }

  /** For who wants all files: loads the whole package at once. */
  readFromMemory(): string | Uint8Array {
    this.#archive.loadIntoMemory();
    return this.read();
  }
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The project's files, in memory. Paths are absolute or relative to the root. */
export class FileSystem {
  readonly #files = new Map<string, string | Uint8Array | PackagedFile>();
  readonly #directories = new Set<string>(['/']);

  /** Told after each change of a file. */
  onChange: (change: FileChange) => void = () => undefined;

  isFile(path: string): boolean {
    return this.#files.has(normalizePath(path));
  }

  isDirectory(path: string): boolean {
    return this.#directories.has(normalizePath(path));
  }

  /** Every file, in the order of creation. */
  paths(): string[] {
    return [...this.#files.keys()];
  }

  readText(path: string): string {
    const contents = this.#contents(path);
    return typeof contents === 'string' ? contents : decoder.decode(contents);
  }

  readBytes(path: string): Uint8Array {
    const contents = this.#contents(path);
    return typeof contents === 'string' ? encoder.encode(contents) : contents;
  }

  /** As it was written, text or bytes; undefined where there is no file. */
  contentsIfAny(path: string): string | Uint8Array | undefined {
    return this.isFile(path) ? this.#contents(path) : undefined;
  }

  /** Everything there is, to be copied elsewhere. Not to be changed. */
  snapshot(): {files: ReadonlyMap<string, string | Uint8Array>; directories: string[]} {
    const files = new Map<string, string | Uint8Array>();
    for (const [path, contents] of this.#files) {
      files.set(path, contents instanceof PackagedFile ? contents.readFromMemory() : contents);
    }
    return {files, directories: [...this.#directories]};
  }

  /** The file's text, or undefined where there is none. */
  textIfAny(path: string): string | undefined {
    return this.isFile(path) ? this.readText(path) : undefined;
  }

  write(path: string, contents: string | Uint8Array): void {
    const at = normalizePath(path);
    if (this.#directories.has(at)) {
      throw new CodecraftError('invalid-path', `EISDIR: ${at} is a folder and cannot be written as a file.`);
    }
    this.#addDirectories(directoryOf(at));
    const kind = this.#files.has(at) ? 'changed' : 'added';
    this.#files.set(at, contents);
    this.onChange({path: at, kind});
  }

  mount(tree: FileSystemTree, mountPoint: string): void {
    const base = normalizePath(mountPoint);
    this.#addDirectories(base);
    for (const [name, node] of Object.entries(tree)) {
      const path = normalizePath(name, base);
      if ('directory' in node) this.mount(node.directory, path);
      else this.write(path, node.file.contents);
    }
  }

  /**
   * Puts the files of a package there. Nobody is told: packages are no sources of the project.
   *
   * @param folder absolute and normalized
   */
  mountPackage(folder: string, archive: PackageArchive): void {
    this.#addDirectories(folder);
    let directory = folder;
    for (const [number, path] of archive.index.paths.entries()) {
      const at = `${folder}/${path}`;
      // Files of a folder follow each other.
      const isInside = at.lastIndexOf('/') === directory.length && at.startsWith(directory);
      if (!isInside) this.#addDirectories((directory = directoryOf(at)));
      this.#files.set(at, new PackagedFile(archive, number));
    }
  }

  /** Whether the file is as its package brought it along. */
  isPackaged(path: string): boolean {
    return this.#files.get(normalizePath(path)) instanceof PackagedFile;
  }

  readDirectory(path: string): {name: string; isDirectory: boolean}[] {
    const directory = normalizePath(path);
    if (!this.#directories.has(directory)) {
      throw new CodecraftError('not-found', `ENOENT: there is no folder ${directory}.`);
    }
    const inside = (child: string) => child !== '/' && directoryOf(child) === directory;
    const folders = [...this.#directories]
      .filter(inside)
      .map((child) => ({name: baseName(child), isDirectory: true}));
    const files = [...this.#files.keys()]
      .filter(inside)
      .map((child) => ({name: baseName(child), isDirectory: false}));
    return [...folders, ...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  makeDirectory(path: string, {recursive = false}: {recursive?: boolean} = {}): void {
    const directory = normalizePath(path);
    if (this.#files.has(directory) || (!recursive && this.#directories.has(directory))) {
      throw new CodecraftError('already-exists', `EEXIST: ${directory} exists already.`);
    }
    if (!recursive && !this.#directories.has(directoryOf(directory))) {
      throw new CodecraftError(
        'not-found',
        `ENOENT: ${directoryOf(directory)} does not exist; pass recursive to make it.`,
      );
    }
    this.#addDirectories(directory);
  }

  remove(
    path: string,
    {recursive = false, force = false}: {recursive?: boolean; force?: boolean} = {},
  ): void {
    const at = normalizePath(path);
    if (this.#files.has(at)) return this.#removeFile(at);
    if (!this.#directories.has(at)) {
      if (force) return;
      throw new CodecraftError('not-found', `ENOENT: there is no file ${at}.`);
    }
    if (!recursive)
      throw new CodecraftError('invalid-path', `EISDIR: ${at} is a folder; pass recursive to remove it.`);
    const inside = at === '/' ? '/' : `${at}/`;
    for (const file of [...this.#files.keys()]) if (file.startsWith(inside)) this.#removeFile(file);
    for (const folder of [...this.#directories]) {
      if (folder !== '/' && (folder === at || folder.startsWith(inside))) this.#directories.delete(folder);
    }
  }

  rename(from: string, to: string): void {
    const source = normalizePath(from);
    const target = normalizePath(to);
    if (source === target) return;
    if (this.#files.has(source)) {
      this.write(target, this.#contents(source));
      return this.#removeFile(source);
    }
    if (!this.#directories.has(source))
      throw new CodecraftError('not-found', `ENOENT: there is no file ${source}.`);
    if (target.startsWith(`${source}/`)) {
      throw new CodecraftError('invalid-path', `EINVAL: ${source} cannot be moved into itself.`);
    }
    for (const file of [...this.#files.keys()]) {
      if (file.startsWith(`${source}/`)) this.write(target + file.slice(source.length), this.#contents(file));
    }
    this.#addDirectories(target);
    this.remove(source, {recursive: true});
  }

  /** The files below `path`. `excludes` are names of files or folders to leave out at any depth. */
  toTree(path: string, excludes: readonly string[] = []): FileSystemTree {
    const tree: FileSystemTree = {};
    for (const entry of this.readDirectory(path)) {
      if (excludes.includes(entry.name)) continue;
      const child = normalizePath(entry.name, path);
      tree[entry.name] = entry.isDirectory
        ? {directory: this.toTree(child, excludes)}
        : {file: {contents: this.#contents(child)}};
    }
    return tree;
  }

  #contents(path: string): string | Uint8Array {
    const at = normalizePath(path);
    const contents = this.#files.get(at);
    if (contents === undefined) throw new CodecraftError('not-found', `ENOENT: there is no file ${at}.`);
    return contents instanceof PackagedFile ? contents.read() : contents;
  }

  #removeFile(path: string): void {
    this.#files.delete(path);
    this.onChange({path, kind: 'removed'});
  }

  #addDirectories(directory: string): void {
    for (let at = directory; !this.#directories.has(at); at = directoryOf(at)) {
      if (this.#files.has(at))
        throw new CodecraftError('invalid-path', `ENOTDIR: ${at} is a file, not a folder.`);
      this.#directories.add(at);
    }
  }
}
