import {toTree} from '../files/index.js';
import type {FileEntry} from '../protocol/index.js';
import type {Runtime} from '../runtime/runtime.js';
import type {AppEntries} from './app-storage.js';
import type {AppStorageKeeper} from './app-storage-keeper.js';
import {allOf, FileMirror} from './file-mirror.js';
import type {OpenDocument} from './open-document.js';

/** `localStorage` is what the app had there when it was last shown. */
export type BootRuntime = (app: {localStorage: AppEntries}) => Promise<Runtime>;

/** The project's runtime: booted when something first needs it, with the project's files in it from then on. */
export class ProjectRuntime {
  readonly mirror: FileMirror;
  private readonly boot: BootRuntime;
  private readonly appStorage: AppStorageKeeper | undefined;
  private readonly files: () => readonly FileEntry[];
  private readonly onBoot: (runtime: Runtime) => void;
  private starting: Promise<Runtime> | null = null;
  private booted: Runtime | null = null;
  private isDisposed = false;

  constructor(options: {
    boot: BootRuntime;
    appStorage: AppStorageKeeper | undefined;
    files: () => readonly FileEntry[];
    open: (fileId: string) => Promise<OpenDocument>;
    /** Called before anything runs in it. */
    onBoot: (runtime: Runtime) => void;
    onFailure: (error: unknown) => void;
  }) {
    this.boot = options.boot;
    this.appStorage = options.appStorage;
    this.files = options.files;
    this.onBoot = options.onBoot;
    this.mirror = new FileMirror(options.open, options.onFailure);
  }

  /** The runtime once it has booted; null before. */
  get current(): Runtime | null {
    return this.booted;
  }

  /** Boots and mounts, once. What fails is tried anew the next time. */
  start(): Promise<Runtime> {
    this.starting ??= this.prepare().catch((error: unknown) => {
      this.starting = null;
      this.mirror.dispose();
      throw error;
    });
    return this.starting;
  }

  /** Tells of files that came, moved or went. */
  update(): void {
    if (this.starting) this.mirror.update(this.files());
  }

  dispose(): void {
    this.isDisposed = true;
    this.mirror.dispose();
    this.appStorage?.dispose();
    this.booted?.teardown();
    this.booted = null;
  }

  private async prepare(): Promise<Runtime> {
    const booting = this.booted ? Promise.resolve(this.booted) : this.bootNow();
    await allOf([booting, this.mirror.load(this.files())]);
    const runtime = await booting;
    await this.mirror.follow(runtime.fs, (texts) => runtime.mount(toTree(texts)));
    return runtime;
  }

  private async bootNow(): Promise<Runtime> {
    const runtime = await this.boot({localStorage: (await this.appStorage?.load()) ?? {}});
    this.booted = runtime;
    this.appStorage?.follow(runtime);
    if (this.isDisposed) this.dispose();
    else this.onBoot(runtime);
    return runtime;
  }
}
