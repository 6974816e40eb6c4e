import type {DirectoryEntry, RuntimeFileSystem} from '../../runtime.js';
import type {WorkerClient} from './worker-client.js';

type Write = {path: string; data: string | Uint8Array};
type Batch = {writes: Write[]; done: Promise<void>; flush: () => void};

/** The project's files, which live in the worker. Writes of one task reach it together, and the preview once. */
export class FileClient implements RuntimeFileSystem {
  readonly #worker: WorkerClient;
  #batch: Batch | undefined;

  constructor(worker: WorkerClient) {
    this.#worker = worker;
  }

  readFile(path: string): Promise<Uint8Array>;
  readFile(path: string, encoding: 'utf-8' | 'utf8'): Promise<string>;
  async readFile(path: string, encoding?: 'utf-8' | 'utf8'): Promise<Uint8Array | string> {
    this.flush();
    const bytes = await this.#worker.call('read-file', {path});
    return encoding === undefined ? bytes : new TextDecoder().decode(bytes);
  }

  writeFile(path: string, data: string | Uint8Array): Promise<void> {
    this.#batch ??= this.#openBatch();
    this.#batch.writes.push({path, data});
    return this.#batch.done;
  }

  readdir(path: string): Promise<string[]>;
  readdir(path: string, options: {withFileTypes: true}): Promise<DirectoryEntry[]>;
  async readdir(path: string, options?: {withFileTypes: true}): Promise<string[] | DirectoryEntry[]> {
    this.flush();
    const entries = await this.#worker.call('read-directory', {path});
    if (!options?.withFileTypes) return entries.map(({name}) => name);
    return entries.map(({name, isDirectory}) => ({
      name,
      isFile: () => !isDirectory,
      isDirectory: () => isDirectory,
    }));
  }

  async mkdir(path: string, options: {recursive?: boolean} = {}): Promise<void> {
    this.flush();
    await this.#worker.call('make-directory', {path, recursive: options.recursive ?? false});
  }

  async rm(path: string, options: {recursive?: boolean; force?: boolean} = {}): Promise<void> {
    this.flush();
    await this.#worker.call('remove', {
      path,
      recursive: options.recursive ?? false,
      force: options.force ?? false,
    });
  }

  async rename(from: string, to: string): Promise<void> {
    this.flush();
    await this.#worker.call('rename', {from, to});
  }

  /** Sends what was written so far, so that whatever is asked next finds it. */
  flush(): void {
    this.#batch?.flush();
  }

  #openBatch(): Batch {
    const writes: Write[] = [];
    let flush = (): void => undefined;
    const done = new Promise<void>((resolve, reject) => {
      flush = () => {
        if (this.#batch?.writes !== writes) return;
        this.#batch = undefined;
        this.#worker.call('write-files', {files: writes}).then(resolve, reject);
      };
    });
    queueMicrotask(flush);
    return {writes, done, flush};
  }
}
