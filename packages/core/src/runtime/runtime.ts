import type {FileSystemTree} from '../files/tree.js';

/**
 * Runs a project. The useful subset of `@webcontainer/api`'s `WebContainer`, so that a program written for
 * that subset runs on either, plus `attachPreview`, because the embedded runtime's preview is not a URL.
 */
export interface Runtime {
  readonly kind: 'sandbox' | 'webcontainer';
  /** Absolute path of the project's folder inside the runtime. */
  readonly workdir: string;
  readonly fs: RuntimeFileSystem;

  /** Writes a whole tree below `mountPoint` (default: the working directory). */
  mount(tree: FileSystemTree, options?: {mountPoint?: string}): Promise<void>;

  /**
   * Starts a command, for example `spawn('npm', ['run', 'dev'])`, or a shell with `spawn('jsh', {terminal})`. Unknown
   * commands exit with 127.
   */
  spawn(command: string, args?: string[], options?: SpawnOptions): Promise<RuntimeProcess>;
  spawn(command: string, options?: SpawnOptions): Promise<RuntimeProcess>;

  /** Subscribes to an event; call the answer to stop. */
  on<Name extends keyof RuntimeEvents>(name: Name, listener: RuntimeEvents[Name]): () => void;

  /** The files below `path` as a tree, or zipped. */
  export(
    path: string,
    options?: {format?: 'json' | 'zip'; excludes?: string[]},
  ): Promise<FileSystemTree | Uint8Array>;

  /** Shows the served app inside `container`. One preview a runtime; attaching again moves it. */
  attachPreview(container: HTMLElement): RuntimePreview;

  /** Ends every process and frees the worker, frames and listeners. The runtime cannot be used again. */
  teardown(): void;
}

export interface RuntimeFileSystem {
  readFile(path: string): Promise<Uint8Array>;
  readFile(path: string, encoding: 'utf-8' | 'utf8'): Promise<string>;
  writeFile(path: string, data: string | Uint8Array): Promise<void>;
  readdir(path: string): Promise<string[]>;
  readdir(path: string, options: {withFileTypes: true}): Promise<DirectoryEntry[]>;
  mkdir(path: string, options?: {recursive?: boolean}): Promise<void>;
  rm(path: string, options?: {recursive?: boolean; force?: boolean}): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export interface DirectoryEntry {
  name: string;
  isFile(): boolean;
  isDirectory(): boolean;
}

export interface SpawnOptions {
  cwd?: string;
  env?: Record<string, string | number | boolean>;
  /** `false` leaves `output` empty. Default true. */
  output?: boolean;
  terminal?: {cols: number; rows: number};
}

export interface RuntimeProcess {
  /** The exit code, once it has ended: 0 for success, 143 after `kill()`. */
  readonly exit: Promise<number>;
  /** What the process writes to stdout and stderr, as text with ANSI colours. */
  readonly output: ReadableStream<string>;
  readonly input: WritableStream<string>;
  kill(): void;
  resize(dimensions: {cols: number; rows: number}): void;
}

export interface RuntimeEvents {
  /** A server of the project listens. In the sandbox `url` is only a label; show it with `attachPreview`. */
  'server-ready': (port: number, url: string) => void;
  port: (port: number, type: 'open' | 'close', url: string) => void;
  /** The runtime itself failed; a failing user program is no such error. */
  error: (error: {message: string}) => void;
  /** Something the preview reported: a console call, an uncaught error, a rejected promise. */
  'preview-message': (message: PreviewMessage) => void;
  /**
   * What a command wrote or removed, but not in `node_modules`. What the page itself writes is not told. `by` is the
   * process that `spawn` answered. The sandbox tells it before the answer to anything that was asked of `fs` afterwards.
   * WebContainers tell soon after, of terminals alone, and only while nothing but terminals runs: a container does not say
   * which process wrote.
   */
  'files-written': (files: readonly WrittenFile[], by: RuntimeProcess) => void;
  /**
   * The app changed its `localStorage`: all that is in it now, at most 5 million characters. Changes close together
   * are told once. WebContainers do not tell: there, the browser keeps it.
   */
  'local-storage': (entries: Readonly<Record<string, string>>) => void;
  /** Packages being fetched. `total` grows while the set is resolved. */
  'install-progress': (progress: InstallProgress) => void;
  /** A changed file reached the preview. */
  update: (update: PreviewUpdate) => void;
}

/** A file as a command left it; `path` begins at the project's folder, without a slash. */
export type WrittenFile = {path: string} & (
  | {kind: 'written'; contents: string | Uint8Array}
  | {kind: 'removed'}
  /** Larger than a project takes, so that its contents are not told. */
  | {kind: 'too-large'}
);

export interface InstallProgress {
  done: number;
  total: number;
  bytes: number;
  packages: {name: string; version: string; status: 'waiting' | 'fetching' | 'done'}[];
}

export interface PreviewUpdate {
  path: string;
  /** `hot` kept the app's state, `style` swapped CSS, `reload` started the app again. */
  kind: 'hot' | 'style' | 'reload';
  /** From the write to the painted frame, in milliseconds. */
  durationMs: number;
}

export type PreviewMessage =
  | {type: 'console'; level: 'log' | 'info' | 'warn' | 'error' | 'debug'; text: string}
  /** The app could not be compiled or threw. `recovered` follows once it works again. */
  | {
      type: 'failed';
      kind: 'compile' | 'runtime' | 'rejection';
      message: string;
      path?: string;
      line?: number;
      column?: number;
      stack?: string;
    }
  | {type: 'recovered'}
  /** The app has drawn its first frame. */
  | {type: 'painted'; durationMs: number}
  /** The app moved to another address: path, query and hash. */
  | {type: 'address'; address: string}
  /** The app asked to open another site; the host page decides. */
  | {type: 'open-external'; url: string};

export interface RuntimePreview {
  /** Path, query and hash the app is at, such as `/?show=all`. */
  readonly address: string;
  navigate(address: string): void;
  reload(): void;
  /** Removes the preview from its container. */
  detach(): void;
}
