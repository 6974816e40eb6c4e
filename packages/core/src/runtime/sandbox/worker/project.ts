import type {NetworkPolicy, WorkerMessage} from '../protocol.js';
import {type Compilers, loadedCompilers} from './compile/compilers.js';
import {type FileChange, FileSystem} from './files/file-system.js';
import {AssetLoader} from './packs/asset-loader.js';
import {Installation} from './packs/installation.js';
import {BrowserState} from './serve/browser-state.js';
import {DevServer} from './serve/dev-server.js';
import type {ServerLine} from './serve/preview-reports.js';

/** Everything one runtime knows: files, packages, and the server that is shown. */
export class Project {
  readonly files = new FileSystem();
  readonly installation: Installation;
  readonly send: (message: WorkerMessage) => void;
  readonly #assets: AssetLoader;
  readonly #compilers: Compilers;
  readonly #browser = new BrowserState();
  readonly #network: NetworkPolicy;
  #server: DevServer | undefined;
  #isPreviewAttached = false;
  #documents = 0;
  /** Updates one after the other: each compares with what the one before sent. */
  #updating: Promise<void> = Promise.resolve();

  constructor(options: {assetsUrl: string; network: NetworkPolicy; send: (message: WorkerMessage) => void}) {
    this.send = options.send;
    this.#network = options.network;
    this.#assets = new AssetLoader(options.assetsUrl);
    this.#compilers = loadedCompilers((fileName) => this.#assets.runScript(fileName));
    this.installation = new Installation(this.files, this.#assets);
  }

  /** Runs `change`, then brings the preview up to date with all the files it wrote at once. */
  change(change: () => void): void {
    const startedAt = performance.now();
    const changes: FileChange[] = [];
    this.files.onChange = (one) => changes.push(one);
    try {
      change();
    } finally {
      this.files.onChange = () => undefined;
      this.#updateServer(changes, startedAt);
    }
  }

  async startServer(options: {
    port: number | undefined;
    defaultPort: number;
    fallsBackToIndex: boolean;
    log: (line: ServerLine) => void;
  }): Promise<{port: number; close: () => void}> {
    const server = new DevServer({
      files: this.files,
      assets: this.#assets,
      installation: this.installation,
      compilers: this.#compilers,
      browser: this.#browser,
      network: this.#network,
      fallsBackToIndex: options.fallsBackToIndex,
      send: this.send,
      nextDocument: () => ++this.#documents,
      log: options.log,
    });
    const port = options.port ?? server.port ?? options.defaultPort;
    const url = `http://localhost:${port}/`;
    this.#server?.stop();
    this.#server = server;
    this.send({type: 'port', port, state: 'open', url});
    this.send({type: 'server-ready', port, url});
    if (this.#isPreviewAttached) await server.show();
    else server.warmUp();
    return {
      port,
      close: () => {
        if (this.#server === server) {
          this.#server = undefined;
          server.stop();
        }
        this.send({type: 'port', port, state: 'close', url});
      },
    };
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

  #updateServer(changes: FileChange[], startedAt: number): void {
    if (changes.length === 0) return;
    this.#updating = this.#updating
      .then(() => this.#server?.update(changes, startedAt))
      .catch((error: unknown) => {
        this.send({type: 'runtime-error', message: error instanceof Error ? error.message : String(error)});
      });
  }
}
