import {FileSystem} from '../../../worker/files/file-system.js';
import type {MirroredChange, ProcessMessage, ProcessStart} from '../../protocol.js';

type FileMessage = Extract<ProcessMessage, {type: 'write-file' | 'make-directory' | 'remove'}>;
export type WatchListener = (kind: 'rename' | 'change', path: string) => void;

/**
 * Every file that the program can see, by absolute path.
 *
 * The project's own are a copy, kept up to date from both sides, because Node reads files without waiting and the
 * originals are another worker's. What lies elsewhere, such as `/tmp`, belongs to this process and ends with it.
 */
export class ProjectFiles {
  readonly #workdir: string;
  readonly #project = new FileSystem();
  readonly #elsewhere = new FileSystem();
  readonly #send: (message: FileMessage) => void;
  readonly #modified = new Map<string, number>();
  readonly #startedAt = Date.now();
  readonly watchers = new Set<WatchListener>();

  constructor(start: ProcessStart, send: (message: FileMessage) => void) {
    this.#workdir = start.workdir;
    this.#send = send;
    for (const directory of start.directories) this.#project.makeDirectory(directory, {recursive: true});
    for (const [path, contents] of start.files) this.#project.write(path, contents);
    for (const directory of ['/tmp', '/home', '/root']) {
      this.#elsewhere.makeDirectory(directory, {recursive: true});
    }
  }

  isFile(path: string): boolean {
    return this.#at(path).isFile(path);
  }

  isDirectory(path: string): boolean {
    return this.#at(path).isDirectory(path);
  }

  /** As it was written, text or bytes; undefined where there is no file. */
  contents(path: string): string | Uint8Array | undefined {
    return this.#at(path).contentsIfAny(path);
  }

  text(path: string): string | undefined {
    return this.#at(path).textIfAny(path);
  }

  bytes(path: string): Uint8Array {
    return this.#at(path).readBytes(path);
  }

  list(path: string): {name: string; isDirectory: boolean}[] {
    const entries = this.#at(path).readDirectory(path);
    const name = this.#workdir.slice(this.#workdir.lastIndexOf('/') + 1);
    return `${path}/${name}` === this.#workdir ? [...entries, {name, isDirectory: true}] : entries;
  }

  /** Milliseconds since 1970. */
  modifiedAt(path: string): number {
    return this.#modified.get(path) ?? this.#startedAt;
  }

  write(path: string, contents: string | Uint8Array<ArrayBuffer>): void {
    const isNew = !this.isFile(path);
    this.#at(path).write(path, contents);
    this.#touch(path, isNew);
    if (this.#isInProject(path)) this.#send({type: 'write-file', path: this.#inProject(path), contents});
  }

  makeDirectory(path: string): void {
    this.#at(path).makeDirectory(path, {recursive: true});
    if (this.#isInProject(path)) this.#send({type: 'make-directory', path: this.#inProject(path)});
  }

  remove(path: string): void {
    this.#at(path).remove(path, {recursive: true, force: true});
    this.#touch(path, true);
    if (this.#isInProject(path)) this.#send({type: 'remove', path: this.#inProject(path)});
  }

  /** Takes in what others changed. */
  apply(changes: readonly MirroredChange[]): void {
    for (const {path, contents} of changes) {
      const isNew = !this.#project.isFile(path);
      if (contents === null) this.#project.remove(path, {force: true});
      else this.#project.write(path, contents);
      this.#touch(this.#workdir + path, isNew || contents === null);
    }
  }

  #touch(path: string, isRenamed: boolean): void {
    this.#modified.set(path, Date.now());
    for (const watcher of this.watchers) watcher(isRenamed ? 'rename' : 'change', path);
  }

  #isInProject(path: string): boolean {
    return path === this.#workdir || path.startsWith(`${this.#workdir}/`);
  }

  /** Both know the project by its full path; see `normalizePath`. */
  #at(path: string): FileSystem {
    return this.#isInProject(path) ? this.#project : this.#elsewhere;
  }

  #inProject(path: string): string {
    return path.slice(this.#workdir.length) || '/';
  }
}
