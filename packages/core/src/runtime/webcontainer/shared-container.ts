import type {BootOptions} from '@webcontainer/api';
import {CodecraftError} from '../../errors.js';
import type {Client, Container} from './client.js';
import {ContainerEvents} from './container-events.js';
import {withTimeLimit} from './time-limit.js';

export interface ContainerSettings {
  apiKey?: string;
  beforeBoot?: (client: Client) => void | Promise<void>;
  coep?: 'require-corp' | 'credentialless';
  workdirName?: string;
}

/** One runtime's share of the container: a folder of its own, until it is released. */
export interface Lease {
  readonly client: Client;
  readonly container: Container;
  readonly events: ContainerEvents;
  /** The name of the folder below the container's working directory. */
  readonly folder: string;
  release(): void;
}

interface Booted {
  client: Client;
  container: Container;
  events: ContainerEvents;
  /** Never given again while the container lives, so that no runtime meets another one's files. */
  takenFolders: Set<string>;
}

/**
 * The one container a page may have, counted: the first lease boots it, the last release tears it down.
 *
 * `boot()` can hang, and a second `boot()` waits for the first. So a boot that missed its time limit is kept: whoever
 * asks next waits for the same one, and if it comes up with nobody waiting, it is torn down.
 */
export class SharedContainer {
  private readonly load: () => Promise<Client>;
  private boot: Promise<Booted> | null = null;
  private leases = 0;
  /** The first that were asked for; from the first boot on they hold for the page. */
  private settings: ContainerSettings | null = null;
  private isPrepared = false;

  constructor(load: () => Promise<Client>) {
    this.load = load;
  }

  /** @throws CodecraftError `conflict` for other settings than the page's first, `unavailable` with the reason. */
  async lease(settings: ContainerSettings, timeoutMs: number): Promise<Lease> {
    this.checkSettings(settings);
    this.settings ??= settings;
    this.leases++;
    this.boot ??= this.start(settings);
    const share = this.boot.then(async (booted) => {
      const folder = freeFolder(settings.workdirName ?? 'project', booted.takenFolders);
      await booted.container.fs.mkdir(folder, {recursive: true});
      return {booted, folder};
    });
    try {
      const {booted, folder} = await withTimeLimit(share, timeoutMs, () => tookTooLong(timeoutMs));
      return {...booted, folder, release: () => this.release(booted.container, folder)};
    } catch (error) {
      this.leases--;
      this.tearDownUnused();
      throw error instanceof CodecraftError ? error : refused(error);
    }
  }

  private async start(settings: ContainerSettings): Promise<Booted> {
    try {
      const client = await this.load();
      if (!this.isPrepared) {
        if (settings.apiKey) client.configureAPIKey(settings.apiKey);
        await settings.beforeBoot?.(client);
        this.isPrepared = true;
      }
      const container = await client.WebContainer.boot(bootOptions(settings));
      return {client, container, events: new ContainerEvents(container), takenFolders: new Set()};
    } catch (error) {
      this.boot = null;
      if (!this.isPrepared) this.settings = null;
      throw error;
    }
  }

  private release(container: Container, folder: string): void {
    this.leases--;
    this.tearDownUnused();
    if (this.leases === 0) return;
    container.fs.rm(folder, {recursive: true, force: true}).catch(() => {
      // Only memory is lost: no runtime gets this folder again, and the container's end frees it.
    });
  }

  private tearDownUnused(): void {
    const unused = this.boot;
    if (this.leases > 0 || !unused) return;
    unused.then(
      ({container, events}) => {
        // Somebody may have come meanwhile, or another release may have been here first.
        if (this.leases > 0 || this.boot !== unused) return;
        this.boot = null;
        events.stop();
        container.teardown();
      },
      () => {
        // Everyone who waited for this boot was told.
      },
    );
  }

  /** The licence key and COEP are read once a page; the client ignores or refuses later ones. */
  private checkSettings(settings: ContainerSettings): void {
    const first = this.settings;
    if (!first || (first.apiKey === settings.apiKey && coepOf(first) === coepOf(settings))) return;
    throw new CodecraftError(
      'conflict',
      'WebContainers were started on this page with another licence key or embedder policy. Use the same settings everywhere, or reload the page.',
    );
  }
}

function bootOptions(settings: ContainerSettings): BootOptions {
  return {workdirName: 'codecraft', forwardPreviewErrors: true, coep: coepOf(settings)};
}

function coepOf({coep = 'require-corp'}: ContainerSettings) {
  return coep;
}

function freeFolder(name: string, taken: Set<string>): string {
  let folder = name;
  for (let number = 2; taken.has(folder); number++) folder = `${name}-${number}`;
  taken.add(folder);
  return folder;
}

function tookTooLong(timeoutMs: number): CodecraftError {
  return new CodecraftError(
    'unavailable',
    `WebContainers did not start within ${timeoutMs / 1000} seconds. Check that this network reaches stackblitz.com and that third-party storage is allowed.`,
  );
}

function refused(cause: unknown): CodecraftError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CodecraftError(
    'unavailable',
    `WebContainers refused to start: ${reason.replace(/\.$/, '')}. Check the licence key and the address of this site.`,
    {cause},
  );
}
