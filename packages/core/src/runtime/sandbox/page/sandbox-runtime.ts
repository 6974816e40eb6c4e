import type {FileSystemTree} from '../../../files/tree.js';
import type {Runtime, RuntimeEvents, RuntimePreview, RuntimeProcess, SpawnOptions} from '../../runtime.js';
import {spawnArguments} from '../../spawn-arguments.js';
import type {SandboxSettings} from '../protocol.js';
import {workdir} from '../worker/files/paths.js';
import {EarlyAssets} from './early-assets.js';
import {RuntimeEmitter} from './emitter.js';
import {FileClient} from './file-client.js';
import {PreviewFrame} from './preview-frame.js';
import {ProcessClient} from './process-client.js';
import {HiddenProcessFrame} from './process-frame.js';
import {WorkerClient, type WorkerNotice} from './worker-client.js';

/** The runtime that needs no host: a worker compiles, a frame without an origin runs. */
export class SandboxRuntime implements Runtime {
  readonly kind = 'sandbox';
  readonly workdir = workdir;
  readonly fs: FileClient;
  readonly #worker: WorkerClient;
  readonly #preview: PreviewFrame;
  readonly #earlyAssets: EarlyAssets;
  readonly #processFrame: HiddenProcessFrame;
  readonly #events = new RuntimeEmitter();
  readonly #processes = new Map<number, ProcessClient>();
  #spawned = 0;

  constructor(settings: SandboxSettings) {
    this.#worker = new WorkerClient(settings, {onNotice: (notice) => this.#onNotice(notice)});
    this.#preview = new PreviewFrame(this.#worker, settings.previewUrl);
    // A limited document lies in one of ours, and its packs with it.
    const isLimited = settings.network !== 'open';
    this.#earlyAssets = new EarlyAssets(this.#worker, settings.assetsUrl, (pack) => {
      if (!isLimited) this.#preview.bring(pack);
    });
    this.#processFrame = new HiddenProcessFrame(this.#worker, settings.previewUrl);
    this.fs = new FileClient(this.#worker);
  }

  async mount(tree: FileSystemTree, options: {mountPoint?: string} = {}): Promise<void> {
    this.fs.flush();
    this.#earlyAssets.mounted(tree);
    await this.#worker.call('mount', {tree, mountPoint: options.mountPoint ?? '/'});
  }

  spawn(command: string, args?: string[], options?: SpawnOptions): Promise<RuntimeProcess>;
  spawn(command: string, options?: SpawnOptions): Promise<RuntimeProcess>;
  async spawn(
    command: string,
    argsOrOptions?: string[] | SpawnOptions,
    optionsAfterArgs?: SpawnOptions,
  ): Promise<RuntimeProcess> {
    const {args, options} = spawnArguments(argsOrOptions, optionsAfterArgs);
    this.fs.flush();
    const id = ++this.#spawned;
    const process = new ProcessClient(id, this.#worker, options);
    this.#processes.set(id, process);
    const env = Object.fromEntries(
      Object.entries(options.env ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const {cwd = workdir, terminal} = options;
    await this.#worker.call('spawn', {process: id, command, args, cwd, env, terminal});
    return process;
  }

  on<Name extends keyof RuntimeEvents>(name: Name, listener: RuntimeEvents[Name]): () => void {
    return this.#events.on(name, listener);
  }

  async export(
    path: string,
    options: {format?: 'json' | 'zip'; excludes?: string[]} = {},
  ): Promise<FileSystemTree | Uint8Array> {
    this.fs.flush();
    const tree = await this.#worker.call('export', {path, excludes: options.excludes ?? []});
    if (options.format !== 'zip') return tree;
    const {zipTree} = await import('../../zip.js');
    return zipTree(tree);
  }

  attachPreview(container: HTMLElement): RuntimePreview {
    this.#preview.attach(container);
    return this.#preview;
  }

  teardown(): void {
    this.#worker.close();
    this.#preview.close();
    this.#processFrame.close();
    for (const process of this.#processes.values()) process.end(143);
    this.#processes.clear();
    this.#events.clear();
  }

  #onNotice(notice: WorkerNotice): void {
    switch (notice.type) {
      case 'output':
        return this.#processes.get(notice.process)?.receive(notice.text);
      case 'exit':
        this.#processes.get(notice.process)?.end(notice.code);
        this.#processes.delete(notice.process);
        return;
      case 'files-written': {
        const by = this.#processes.get(notice.process);
        if (by) this.#events.emit('files-written', notice.files, by);
        return;
      }
      case 'document':
        return this.#preview.show(notice);
      case 'document-expected':
        return this.#preview.prepare(notice.packs);
      case 'process-frame':
        return this.#processFrame.open(notice.html, notice.nonce);
      case 'end-process':
        return this.#processFrame.end(notice.process);
      case 'server-ready':
        return this.#events.emit('server-ready', notice.port, notice.url);
      case 'port':
        return this.#events.emit('port', notice.port, notice.state, notice.url);
      case 'preview-message':
        if (notice.message.type === 'address') this.#preview.address = notice.message.address;
        return this.#events.emit('preview-message', notice.message);
      case 'local-storage':
        return this.#events.emit('local-storage', notice.entries);
      case 'install-progress':
        return this.#events.emit('install-progress', notice.progress);
      case 'update':
        return this.#events.emit('update', notice.update);
      case 'runtime-error':
        return this.#events.emit('error', {message: notice.message});
    }
  }
}
