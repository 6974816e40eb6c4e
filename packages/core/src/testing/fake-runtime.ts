import {toTree} from '../files/index.js';
import type {FileSystemTree} from '../files/tree.js';
import type {
  Runtime,
  RuntimeEvents,
  RuntimeFileSystem,
  RuntimePreview,
  RuntimeProcess,
  SpawnOptions,
} from '../runtime/runtime.js';
import {spawnArguments} from '../runtime/spawn-arguments.js';

const notFaked = (): Promise<never> => Promise.reject(new Error('The fake runtime has no such thing.'));

/** A runtime that runs nothing: it notes what it was asked and does what the test tells it. */
export class FakeRuntime implements Runtime {
  readonly kind = 'sandbox';
  readonly workdir = '/project';
  readonly mounted: FileSystemTree[] = [];
  readonly spawned: FakeProcess[] = [];
  readonly writes: {path: string; text: string}[] = [];
  readonly removed: string[] = [];
  /** What it says lies in the project's folder. */
  folders: string[] = [];
  /** What it exports as a zip archive, by path. */
  readonly archives = new Map<string, Uint8Array>();
  isTornDown = false;
  private readonly listeners = new Map<string, Set<(...values: never[]) => void>>();

  readonly fs: RuntimeFileSystem = {
    readFile: notFaked,
    readdir: () => Promise.resolve(this.folders as never[]),
    mkdir: () => Promise.resolve(),
    writeFile: (path, data) => {
      this.writes.push({path, text: String(data)});
      return Promise.resolve();
    },
    rm: (path) => {
      this.removed.push(path);
      return Promise.resolve();
    },
    rename: () => Promise.resolve(),
  };

  mount(tree: FileSystemTree): Promise<void> {
    this.mounted.push(tree);
    return Promise.resolve();
  }

  spawn(command: string, args?: string[], options?: SpawnOptions): Promise<RuntimeProcess>;
  spawn(command: string, options?: SpawnOptions): Promise<RuntimeProcess>;
  spawn(
    command: string,
    argsOrOptions?: string[] | SpawnOptions,
    options?: SpawnOptions,
  ): Promise<RuntimeProcess> {
    const {args, options: given} = spawnArguments(argsOrOptions, options);
    const process = new FakeProcess([command, ...args].join(' '));
    if (given.terminal) process.sizes.push(given.terminal);
    this.spawned.push(process);
    return Promise.resolve(process);
  }

  on<Name extends keyof RuntimeEvents>(name: Name, listener: RuntimeEvents[Name]): () => void {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  emit<Name extends keyof RuntimeEvents>(name: Name, ...values: Parameters<RuntimeEvents[Name]>): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...(values as unknown as never[]));
  }

  export(path: string): Promise<FileSystemTree | Uint8Array> {
    return Promise.resolve(this.archives.get(path) ?? toTree({}));
  }

  attachPreview(): RuntimePreview {
    return {address: '/', navigate: () => undefined, reload: () => undefined, detach: () => undefined};
  }

  teardown(): void {
    this.isTornDown = true;
  }
}

export class FakeProcess implements RuntimeProcess {
  readonly commandLine: string;
  readonly exit: Promise<number>;
  readonly output: ReadableStream<string>;
  /** What was typed into it. */
  typed = '';
  readonly sizes: {cols: number; rows: number}[] = [];
  readonly input = new WritableStream<string>({
    write: (keys) => {
      this.typed += keys;
    },
  });
  private resolveExit!: (code: number) => void;
  private controller!: ReadableStreamDefaultController<string>;
  private isOver = false;

  constructor(commandLine: string) {
    this.commandLine = commandLine;
    this.exit = new Promise((resolve) => {
      this.resolveExit = resolve;
    });
    this.output = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
      },
    });
  }

  print(text: string): void {
    this.controller.enqueue(text);
  }

  end(code: number): void {
    if (this.isOver) return;
    this.isOver = true;
    this.controller.close();
    this.resolveExit(code);
  }

  kill(): void {
    this.end(143);
  }

  resize(size: {cols: number; rows: number}): void {
    this.sizes.push(size);
  }
}
