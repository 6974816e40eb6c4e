import {limits} from '../../../../protocol/limits.js';
import type {FileSystem} from '../files/file-system.js';
import type {CompiledPackages} from './compiled-packages.js';
import {fetchPackage, UnpackedRoom} from './fetch-package.js';
import type {InstallReport} from './install-report.js';
import {findLock} from './locks.js';
import type {PackageArchive} from './package-archive.js';
import type {PackageGatewayClient} from './package-gateway-client.js';
import type {InstallableLock} from './package-lock.js';
import type {PackageStore} from './package-store.js';

const maxParallel = 24;
const maxFiles = 100_000;
/** Until the app has been started: writing a hundred megabytes would slow that down. */
const keepDelayMs = 2000;

type LockedPackage = InstallableLock['packages'][number];

/** The project's packages that come from a registry, through a gateway. */
export class RegistryPackages {
  readonly #files: FileSystem;
  readonly #gateway: PackageGatewayClient;
  readonly #store: PackageStore;
  readonly #compiled: CompiledPackages;
  /** Integrity by folder. */
  readonly #installed = new Map<string, string>();

  constructor(options: {
    files: FileSystem;
    gateway: PackageGatewayClient;
    store: PackageStore;
    compiled: CompiledPackages;
  }) {
    this.#files = options.files;
    this.#gateway = options.gateway;
    this.#store = options.store;
    this.#compiled = options.compiled;
  }

  /** Some of them will be asked for soon. */
  prefetch(): void {
    this.#store.open();
  }

  /** @throws CodecraftError naming what cannot be had */
  lock(
    dependencies: Record<string, string>,
    provided: Record<string, string>,
    signal: AbortSignal,
  ): Promise<InstallableLock> {
    return findLock({dependencies, provided}, {gateway: this.#gateway, store: this.#store, signal});
  }

  /**
   * Puts the packages of the lock below node_modules, and takes away those that are in it no more.
   *
   * @param onArrival told of each package as soon as it is there, where some have to be fetched
   * @throws CodecraftError naming the package that cannot be had; then nothing was changed
   */
  async install(
    {packages}: InstallableLock,
    report: InstallReport,
    signal: AbortSignal,
    onArrival: (folder: string, archive: PackageArchive) => void,
  ): Promise<void> {
    const unique = new Map(packages.map((pack) => [pack.integrity, pack]));
    const integrities = [...unique.keys()];
    const [archives] = await Promise.all([
      this.#store.archives(integrities),
      this.#compiled.load(integrities),
    ]);
    const rows = report.add([...unique.values()]);
    const missing = [...unique.values()].flatMap((pack, number) => {
      const row = rows[number]!;
      if (!archives.has(pack.integrity)) return [{pack, row}];
      report.done(row);
      return [];
    });
    const arrived = (archive: PackageArchive) => {
      for (const {path, integrity} of packages)
        if (integrity === archive.integrity) onArrival(`/${path}`, archive);
    };
    if (missing.length > 0) for (const archive of archives.values()) arrived(archive);
    const room = new UnpackedRoom({maxBytes: limits.maxUnpackedBytes, maxFiles});
    const stopped = new AbortController();
    await inParallel(maxParallel, missing, async ({pack, row}) => {
      report.fetching(row);
      const options = {gateway: this.#gateway, room, onBytes: (count: number) => report.received(count)};
      const both = AbortSignal.any([signal, stopped.signal]);
      const archive = await fetchPackage(pack, {...options, signal: both});
      archives.set(pack.integrity, archive);
      arrived(archive);
      report.done(row);
    }).catch((error: unknown) => {
      // The others would only finish for nothing.
      stopped.abort();
      throw error;
    });
    this.#mount(packages, archives);
    const fetched = missing.map(({pack}) => archives.get(pack.integrity)!);
    setTimeout(() => void this.#keep(fetched, integrities), keepDelayMs);
  }

  #mount(packages: readonly LockedPackage[], archives: ReadonlyMap<string, PackageArchive>): void {
    const wanted = new Map(packages.map(({path, integrity}) => [`/${path}`, integrity]));
    for (const [folder, integrity] of this.#installed) {
      if (wanted.get(folder) === integrity) continue;
      this.#files.remove(folder, {recursive: true, force: true});
      for (const inside of [...this.#installed.keys()]) {
        if (inside === folder || inside.startsWith(`${folder}/`)) this.#installed.delete(inside);
      }
    }
    for (const [folder, integrity] of wanted) {
      if (this.#installed.has(folder) && this.#files.isDirectory(folder)) continue;
      this.#files.mountPackage(folder, archives.get(integrity)!);
      this.#installed.set(folder, integrity);
    }
    this.#compiled.setFolders(this.#installed);
  }

  async #keep(archives: readonly PackageArchive[], inUse: readonly string[]): Promise<void> {
    for (const archive of archives) await this.#store.keepArchive(archive);
    await this.#store.sweep(inUse);
  }
}

async function inParallel<T>(
  count: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({length: Math.min(count, items.length)}, worker));
}
