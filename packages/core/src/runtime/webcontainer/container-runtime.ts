import {CodecraftError} from '../../errors.js';
import type {FileSystemTree} from '../../files/tree.js';
import {treeFiles} from '../../files/tree-files.js';
import type {
  Runtime,
  RuntimeEvents,
  RuntimeFileSystem,
  RuntimePreview,
  RuntimeProcess,
  SpawnOptions,
} from '../runtime.js';
import type {RuntimeEmitter} from '../sandbox/page/emitter.js';
import {spawnArguments} from '../spawn-arguments.js';
import {ContainerPreview} from './container-preview.js';
import {ContainerProcess, unknownCommand} from './container-process.js';
import {ContainerWrites} from './container-writes.js';
import {exportTree} from './export-tree.js';
import {FolderFileSystem} from './folder-file-system.js';
import {pathInFolder} from './folder-path.js';
import type {Lease} from './shared-container.js';

/**
 * A runtime in a folder of the page's WebContainer.
 *
 * The folder keeps projects apart, not attackers: processes of one container share its disk and ports. `painted` is
 * the frame's load event. `recovered` follows an edit or a reload, because a preview reports only what fails.
 * `install-progress` and `update` never come: the container does not tell. `files-written`
 * comes of terminals, while they alone run.
 */
export class ContainerRuntime implements Runtime {
  readonly kind = 'webcontainer';
  readonly workdir: string;
  readonly fs: RuntimeFileSystem;
  private readonly lease: Lease;
  private readonly events: RuntimeEmitter;
  private readonly processes = new Set<ContainerProcess>();
  private readonly writes: ContainerWrites;
  private readonly servers = new Map<number, string>();
  private shownPort: number | null = null;
  private preview: ContainerPreview | null = null;
  private hasFailed = false;
  private isTornDown = false;

  /** @param events handed over, so that this chunk shares no code with the embedded runtime */
  constructor(lease: Lease, events: RuntimeEmitter) {
    this.lease = lease;
    this.events = events;
    this.workdir = `${lease.container.workdir}/${lease.folder}`;
    this.writes = new ContainerWrites(
      {
        watch: (onChange) =>
          lease.container.fs.watch(lease.folder, {recursive: true}, (_event, name) => onChange(String(name))),
        read: async () =>
          (await exportTree(lease.container, lease.folder, {excludes: ['node_modules']})) as FileSystemTree,
      },
      {
        written: (files, by) => this.events.emit('files-written', files, by),
        failed: (error) =>
          this.events.emit('error', {message: `What the terminal wrote cannot be read: ${String(error)}`}),
      },
    );
    this.fs = new FolderFileSystem(lease.container.fs, {
      locate: this.locate,
      nameOf: this.nameOf,
      byPage: async (change, note) => {
        await this.writes.byPage(change, note);
        this.markRecovered();
      },
    });
    this.follow();
    lease.events.join(this.events);
  }

  async mount(tree: FileSystemTree, options?: {mountPoint?: string}): Promise<void> {
    const mountPoint = this.locate(options?.mountPoint ?? '/');
    // The client mounts only where a folder is.
    await this.lease.container.fs.mkdir(mountPoint, {recursive: true});
    const name = this.nameOf(options?.mountPoint ?? '/');
    await this.writes.byPage(
      () => this.lease.container.mount(tree, {mountPoint}),
      (known) => {
        for (const [path, contents] of treeFiles(tree, name)) known.set(path, contents);
      },
    );
    this.markRecovered();
  }

  spawn(command: string, args?: string[], options?: SpawnOptions): Promise<RuntimeProcess>;
  spawn(command: string, options?: SpawnOptions): Promise<RuntimeProcess>;
  async spawn(
    command: string,
    argsOrOptions?: string[] | SpawnOptions,
    optionsAfterArgs?: SpawnOptions,
  ): Promise<RuntimeProcess> {
    const {args, options} = spawnArguments(argsOrOptions, optionsAfterArgs);
    const cwd = this.locate(options.cwd ?? '/');
    const {container, events: shared} = this.lease;
    shared.markActive(this.events);
    const isTerminal = options.terminal !== undefined;
    if (isTerminal) await this.writes.prepare();
    const client = await container.spawn(command, args, {...options, cwd}).catch((error: unknown) => {
      // The client rejects as Node does: “spawn nope ENOENT”.
      if (String(error).includes(command) && /\bENOENT\b|not found/i.test(String(error))) return null;
      throw error;
    });
    if (!client) return unknownCommand(command);
    const process: ContainerProcess = new ContainerProcess(client, {
      hasOutput: options.output !== false,
      onOutput: () => {
        shared.markActive(this.events);
        this.writes.markActive(process);
      },
    });
    if (this.isTornDown) process.abandon();
    this.processes.add(process);
    this.writes.follow(process, {isTerminal});
    const forget = () => this.processes.delete(process);
    process.exit.then(forget, forget);
    return process;
  }

  on<Name extends keyof RuntimeEvents>(name: Name, listener: RuntimeEvents[Name]): () => void {
    return this.events.on(name, listener);
  }

  async export(
    path: string,
    options: {format?: 'json' | 'zip'; excludes?: string[]} = {},
  ): Promise<FileSystemTree | Uint8Array> {
    return exportTree(this.lease.container, this.locate(path), options);
  }

  attachPreview(container: HTMLElement): RuntimePreview {
    const address = this.preview?.address ?? '/';
    this.preview?.detach();
    this.preview = new ContainerPreview(container, {
      address,
      reloadPreview: this.lease.client.reloadPreview,
      onStart: (address) => {
        this.markRecovered();
        this.events.emit('preview-message', {type: 'address', address});
      },
      onPainted: (durationMs) => this.events.emit('preview-message', {type: 'painted', durationMs}),
    });
    this.showServer();
    return this.preview;
  }

  teardown(): void {
    if (this.isTornDown) return;
    this.isTornDown = true;
    this.preview?.detach();
    for (const process of this.processes) process.abandon();
    this.lease.events.leave(this.events);
    this.writes.stop();
    this.events.clear();
    this.lease.release();
  }

  private readonly locate = (path: string): string => {
    if (this.isTornDown) {
      throw new CodecraftError('unavailable', 'This runtime was torn down. Boot another one.');
    }
    return pathInFolder(path, {folder: this.lease.folder, workdir: this.workdir});
  };

  private readonly nameOf = (path: string): string => this.locate(path).slice(this.lease.folder.length + 1);

  private follow(): void {
    this.events.on('server-ready', (port, url) => {
      this.servers.set(port, url);
      if (this.shownPort === port || !this.servers.has(this.shownPort ?? -1)) this.shownPort = port;
      if (this.shownPort === port) this.showServer();
    });
    this.events.on('port', (port, type) => {
      if (type === 'close') this.servers.delete(port);
    });
    this.events.on('preview-message', (message) => {
      if (message.type === 'failed') this.hasFailed = true;
      if (message.type === 'address') this.preview?.moved(message.address);
    });
  }

  private showServer(): void {
    const url = this.servers.get(this.shownPort ?? -1);
    if (url) this.preview?.show(url);
  }

  private markRecovered(): void {
    if (!this.hasFailed) return;
    this.hasFailed = false;
    this.events.emit('preview-message', {type: 'recovered'});
  }
}
