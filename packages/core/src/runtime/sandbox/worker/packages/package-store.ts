import {createStore, delMany, entries, get, getMany, set, setMany, type UseStore} from 'idb-keyval';
import type {CompiledModule} from '../compile/compile-module.js';
import {type ArchiveIndex, PackageArchive} from './package-archive.js';
import type {InstallableLock} from './package-lock.js';

interface StoredArchive {
  index: ArchiveIndex;
  contents: Blob;
}

export interface StoredLock {
  lock: InstallableLock;
  /** Milliseconds since 1970. */
  resolvedAt: number;
}

/** Compiled modules of one package, by path in it. */
export type StoredModules = Record<string, CompiledModule>;

const maxUnusedMs = 30 * 24 * 3600 * 1000;

/**
 * What was fetched and compiled before, for all workspaces of the page's origin. A cache only: where the browser has no
 * room or no database, everything still works, just not without the network.
 */
export class PackageStore {
  readonly #archives = new Cupboard<StoredArchive>('archives');
  readonly #modules = new Cupboard<StoredModules>('modules');
  readonly #locks = new Cupboard<StoredLock>('locks');
  readonly #uses = new Cupboard<number>('uses');

  /** Opens the databases, which takes a browser some time, before anything is asked of them. */
  open(): void {
    for (const cupboard of [this.#locks, this.#archives, this.#modules]) cupboard.open();
  }

  lock(key: string): Promise<StoredLock | undefined> {
    return this.#locks.get(key);
  }

  async keepLock(key: string, lock: InstallableLock): Promise<void> {
    await this.#locks.keep(key, {lock, resolvedAt: Date.now()});
  }

  async archives(integrities: readonly string[]): Promise<Map<string, PackageArchive>> {
    const stored = await this.#archives.getMany(integrities);
    return new Map(
      [...stored].map(([key, {index, contents}]) => [key, new PackageArchive(key, index, contents)]),
    );
  }

  /** Keeps it, and frees the memory it took. */
  async keepArchive(archive: PackageArchive): Promise<void> {
    const {integrity, index, contents} = archive;
    const blob = contents instanceof Blob ? contents : new Blob([contents]);
    if (!(await this.#archives.keep(integrity, {index, contents: blob}))) return;
    // The blob at hand lives in memory; the one in the database lives on disk.
    const kept = await this.#archives.get(integrity);
    if (kept) archive.leaveOnDisk(kept.contents);
  }

  /** @param keys made by {@link modulesKey} */
  modules(keys: readonly string[]): Promise<Map<string, StoredModules>> {
    return this.#modules.getMany(keys);
  }

  async keepModules(key: string, modules: StoredModules): Promise<void> {
    await this.#modules.keep(key, modules);
  }

  /** Notes what is in use, and forgets what nobody has used for a month. */
  async sweep(keysInUse: readonly string[]): Promise<void> {
    const now = Date.now();
    await this.#uses.keepMany(keysInUse.map((key) => [key, now]));
    const unused = [...(await this.#uses.all())].filter(([, usedAt]) => now - usedAt > maxUnusedMs);
    const keys = unused.map(([key]) => key);
    if (keys.length === 0) return;
    for (const cupboard of [this.#archives, this.#modules, this.#locks, this.#uses]) {
      await cupboard.forget(keys);
    }
  }
}

/** One object store. Failures mean "not there", because a browser may refuse its database altogether. */
class Cupboard<Value> {
  readonly #name: string;
  #store: UseStore | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  open(): void {
    void this.#attempt((store) => store('readonly', () => undefined));
  }

  async get(key: string): Promise<Value | undefined> {
    return this.#attempt((store) => get<Value>(key, store));
  }

  async getMany(keys: readonly string[]): Promise<Map<string, Value>> {
    const values = await this.#attempt((store) => getMany<Value | undefined>([...keys], store));
    const found = new Map<string, Value>();
    for (const [number, value] of (values ?? []).entries()) if (value) found.set(keys[number]!, value);
    return found;
  }

  async all(): Promise<[string, Value][]> {
    return (await this.#attempt((store) => entries<string, Value>(store))) ?? [];
  }

  async keep(key: string, value: Value): Promise<boolean> {
    const isKept = await this.#attempt((store) => set(key, value, store).then(() => true));
    return isKept ?? false;
  }

  async keepMany(pairs: [string, Value][]): Promise<void> {
    await this.#attempt((store) => setMany(pairs, store));
  }

  async forget(keys: string[]): Promise<void> {
    await this.#attempt((store) => delMany(keys, store));
  }

  async #attempt<T>(work: (store: UseStore) => Promise<T>): Promise<T | undefined> {
    try {
      this.#store ??= createStore(`codecraft-package-${this.#name}`, this.#name);
      return await work(this.#store);
    } catch {
      return undefined; // see the class comment
    }
  }
}
