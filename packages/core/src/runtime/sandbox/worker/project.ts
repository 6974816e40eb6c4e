import {ProcessFrame} from '../node/host/process-frame.js';
import {ServedApp} from '../node/host/served-app.js';
import {ServerPorts} from '../node/host/server-ports.js';
import type {MirroredChange} from '../node/protocol.js';
import {framePack, type SandboxSettings, type WorkerMessage} from '../protocol.js';
import {type Compilers, loadedCompilers} from './compile/compilers.js';
import {type FileChange, FileSystem} from './files/file-system.js';
import {AssetLoader} from './packs/asset-loader.js';
import {Installation} from './packs/installation.js';
import {WrittenFiles} from './processes/written-files.js';
import {BrowserState} from './serve/browser-state.js';
import type {BuiltFiles} from './serve/built-files.js';
import {CompileAhead} from './serve/compile-ahead.js';
import {type Reach, reachOf} from './serve/content-security-policy.js';
import {DevServer, type DevServerOptions} from './serve/dev-server.js';
import type {ServerLine} from './serve/preview-reports.js';
import {WaitingFrames} from './serve/waiting-frames.js';

/** Who changes files; the page where nothing is said. */
export interface ChangeOrigin {
  /** The process that the page started, so that the page hears what it wrote. */
  process?: number;
  /** A watcher that need not hear of it. */
  watcher?: object;
}

/** Everything one runtime knows: files, packages, and the server that is shown. */
export class Project {
  readonly files = new FileSystem();
  readonly installation: Installation;
  readonly send: (message: WorkerMessage) => void;
  /** Where Node processes are started, and on which ports they listen. */
  readonly processFrame: ProcessFrame;
  readonly ports = new ServerPorts();
  readonly waitingFrames = new WaitingFrames();
  readonly writtenFiles: WrittenFiles;
  readonly #watchers = new Map<object, (changes: MirroredChange[]) => void>();
  readonly #assets: AssetLoader;
  readonly #compilers: Compilers;
  readonly #browser: BrowserState;
  readonly #reach: Reach;
  #server: DevServer | undefined;
  /** The server shown last that a process runs. */
  #processServer: DevServer | undefined;
  #isPreviewAttached = false;
  #documents = 0;
  /** Updates one after the other: each compares with what the one before sent. */
  #updating: Promise<void> = Promise.resolve();

  constructor(options: SandboxSettings & {send: (message: WorkerMessage) => void}) {
    this.send = options.send;
    this.#browser = new BrowserState(options.localStorage, (entries) =>
      this.send({type: 'local-storage', entries}),
    );
    this.writtenFiles = new WrittenFiles(this.files, this.send);
    this.#reach = reachOf(options);
    this.#assets = new AssetLoader(options.assetsUrl);
    this.#compilers = loadedCompilers((fileName) => this.#assets.runScript(fileName));
    this.installation = new Installation(this.files, this.#assets, options.packagesUrl);
    this.processFrame = new ProcessFrame({
      assets: this.#assets,
      reach: this.#reach,
      open: (html, nonce) => this.send({type: 'process-frame', html, nonce}),
      end: (process) => this.send({type: 'end-process', process}),
    });
  }

  /** Runs `change`, then brings the preview and the processes up to date with all the files it wrote at once. */
  change(change: () => void, {process, watcher}: ChangeOrigin = {}): void {
    const startedAt = performance.now();
    const changes: FileChange[] = [];
    this.files.onChange = (one) => changes.push(one);
    try {
      change();
    } finally {
      this.files.onChange = () => undefined;
      this.#updateServer(changes, startedAt);
      this.#tellWatchers(changes, watcher);
      if (process !== undefined) this.writtenFiles.note(process, changes);
    }
  }

  /** Tells `watcher` of every change of a file. Call the answer to stop. */
  watch(listener: (changes: MirroredChange[]) => void, watcher: object): () => void {
    this.#watchers.set(watcher, listener);
    return () => this.#watchers.delete(watcher);
  }

  /** Starts fetching what the project will surely need, so that nothing waits for it later. */
  prefetch(): void {
    this.installation.prefetch();
    // A failure is told when it is needed.
    this.#assets.packCode(framePack).catch(() => undefined);
  }

  /** For packages that are being fetched. */
  compileAhead(): CompileAhead {
    return new CompileAhead(this.files, this.installation.compiled, this.#compilers, this.#assets);
  }

  /** One of our own scripts, to be run elsewhere. */
  assetText(fileName: string): Promise<string> {
    return this.#assets.text(fileName);
  }

  /** Runs one of our own scripts in this worker, at once. */
  runAsset(fileName: string): void {
    this.#assets.runScript(fileName);
  }

  /** What building for production needs beside files and packages. */
  get tools(): {assets: AssetLoader; compilers: Compilers} {
    return {assets: this.#assets, compilers: this.#compilers};
  }

  async startServer(options: {
    port: number | undefined;
    defaultPort: number;
    fallsBackToIndex: boolean;
    /** Shows these in the place of the project's own files. */
    origin: BuiltFiles | undefined;
    log: (line: ServerLine) => void;
  }): Promise<{port: number; close: () => void}> {
    const {origin, fallsBackToIndex, log} = options;
    const shown = origin ? {files: origin.files, origin} : {files: this.files};
    const server = this.#newServer({...shown, fallsBackToIndex, log});
    const port = options.port ?? server.port ?? options.defaultPort;
    return {port, close: await this.#show(server, port)};
  }

  /** Shows what a process answers on this port. Call the answer once it no longer listens. */
  showProcess(port: number, log: (line: ServerLine) => void): () => void {
    const origin = new ServedApp(this.ports, port);
    // An API beside the app of a development server: that goes on being shown.
    if (this.#server && this.#server !== this.#processServer) return this.#announce(port);
    const server = this.#newServer({files: origin.files, origin, fallsBackToIndex: false, log});
    this.#processServer = server;
    const close = this.#show(server, port);
    close.catch((error: unknown) => {
      this.send({type: 'runtime-error', message: error instanceof Error ? error.message : String(error)});
    });
    return () => void close.then((end) => end());
  }

  #newServer(options: Pick<DevServerOptions, 'files' | 'origin' | 'fallsBackToIndex' | 'log'>): DevServer {
    return new DevServer({
      ...options,
      assets: this.#assets,
      installation: this.installation,
      compilers: this.#compilers,
      browser: this.#browser,
      reach: this.#reach,
      send: this.send,
      nextDocument: () => ++this.#documents,
      waitingFrames: this.waitingFrames,
      askServer: (request, signal) => new ServedApp(this.ports, 80).fetch(request, signal),
      connectToServer: (...socket) => new ServedApp(this.ports, 80).connect(...socket),
    });
  }

  /** @returns what ends the server */
  async #show(server: DevServer, port: number): Promise<() => void> {
    this.#server?.stop();
    this.#server = server;
    const closed = this.#announce(port);
    if (this.#isPreviewAttached) await server.show();
    else await server.warmUp();
    return () => {
      if (this.#server === server) {
        this.#server = undefined;
        server.stop();
      }
      closed();
    };
  }

  /** @returns what says that it no longer listens */
  #announce(port: number): () => void {
    const url = `http://localhost:${port}/`;
    this.send({type: 'port', port, state: 'open', url});
    this.send({type: 'server-ready', port, url});
    return () => this.send({type: 'port', port, state: 'close', url});
  }

  /** Other packages are installed than before: what is shown may find more now. */
  packagesChanged(): void {
    this.#updateServer([{path: '/package.json', kind: 'changed'}], performance.now());
  }

  async attachPreview(isAttached: boolean): Promise<void> {
    this.#isPreviewAttached = isAttached;
    if (isAttached) await this.#server?.show();
    else this.#server?.hide();
  }

  async navigate(address: string): Promise<void> {
    await this.#server?.navigate(address);
  }

  async reload(): Promise<void> {
    await this.#server?.reload();
  }

  async connectFrame(document: number, port: MessagePort): Promise<void> {
    if (this.#server) await this.#server.connect(document, port);
    else port.close();
  }

  frameLoadedAgain(document: number): void {
    this.#server?.loadedAgain(document);
  }

  #tellWatchers(changes: readonly FileChange[], author: object | undefined): void {
    if (changes.length === 0 || this.#watchers.size === 0) return;
    const mirrored = changes.map(({path}) => ({path, contents: this.files.contentsIfAny(path) ?? null}));
    for (const [watcher, listener] of this.#watchers) if (watcher !== author) listener(mirrored);
  }

  #updateServer(changes: FileChange[], startedAt: number): void {
    if (changes.length === 0) return;
    this.#updating = this.#updating
      .then(() => this.#server?.update(changes, startedAt))
      .catch((error: unknown) => {
        this.send({type: 'runtime-error', message: error instanceof Error ? error.message : String(error)});
      });
  }
}
