import {limits} from '../../../../protocol/limits.js';
import type {WrittenFile} from '../../../runtime.js';
import type {WorkerMessage} from '../../protocol.js';
import type {FileChange, FileSystem} from '../files/file-system.js';

/** Writes closer together than this are told together: a program often writes a file by pieces. */
const batchMs = 60;

/** Tells the page what commands write, so that it can be kept in the project. */
export class WrittenFiles {
  readonly #files: FileSystem;
  readonly #send: (message: WorkerMessage) => void;
  /** By process, then by path. */
  readonly #waiting = new Map<number, Map<string, WrittenFile>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(files: FileSystem, send: (message: WorkerMessage) => void) {
    this.#files = files;
    this.#send = send;
  }

  note(process: number, changes: readonly FileChange[]): void {
    const own = this.#waiting.get(process) ?? new Map<string, WrittenFile>();
    for (const {path} of changes) {
      if (!path.includes('/node_modules/')) own.set(path, this.#describe(path));
    }
    if (own.size === 0) return;
    this.#waiting.set(process, own);
    this.#timer ??= setTimeout(() => this.flush(), batchMs);
  }

  /** Tells now what waits. The page relies on hearing of it before it hears of anything it did afterwards. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [process, files] of this.#waiting) {
      this.#send({type: 'files-written', process, files: [...files.values()]});
    }
    this.#waiting.clear();
  }

  #describe(path: string): WrittenFile {
    const contents = this.#files.contentsIfAny(path);
    const fromFolder = path.slice(1);
    if (contents === undefined) return {path: fromFolder, kind: 'removed'};
    if (contents.length > limits.maxFileBytes) return {path: fromFolder, kind: 'too-large'};
    return {path: fromFolder, kind: 'written', contents};
  }
}
