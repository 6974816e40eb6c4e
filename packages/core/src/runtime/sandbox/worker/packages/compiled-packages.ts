import type {CompiledModule} from '../compile/compile-module.js';
import {packageFolder} from './package-folder.js';
import type {PackageStore, StoredModules} from './package-store.js';

const saveDelayMs = 1000;

/** Compiled modules of packages, kept across starts: what a package holds never changes under its hash. */
export class CompiledPackages {
  readonly #store: Pick<PackageStore, 'modules' | 'keepModules'>;
  /** Names the compiler and its settings; another one makes other code of the same file. */
  readonly #compiler: string;
  readonly #modules = new Map<string, StoredModules>();
  readonly #unsaved = new Set<string>();
  #folders: ReadonlyMap<string, string> = new Map();
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Pick<PackageStore, 'modules' | 'keepModules'>, compiler: string) {
    this.#store = store;
    this.#compiler = compiler;
  }

  /** Takes out of the store what was compiled of these packages before. */
  async load(integrities: readonly string[]): Promise<void> {
    const missing = integrities.filter((integrity) => !this.#modules.has(integrity));
    const stored = await this.#store.modules(missing.map((integrity) => this.#key(integrity)));
    for (const integrity of missing) {
      this.#modules.set(integrity, stored.get(this.#key(integrity)) ?? {});
    }
  }

  /** @param folders hash by folder: `/node_modules/a` */
  setFolders(folders: ReadonlyMap<string, string>): void {
    this.#folders = folders;
  }

  /**
   * The module of a package, compiled now or earlier. `id` may end in a query.
   *
   * @param folders where packages are, if not where {@link setFolders} says
   */
  module(id: string, compile: () => CompiledModule, folders = this.#folders): CompiledModule {
    const place = this.#place(id, folders);
    if (!place) return compile();
    const {modules, key, folder, integrity} = place;
    const known = Object.hasOwn(modules, key) ? modules[key] : undefined;
    if (known) return known;
    const compiled = compile();
    // What another package or the project's files are part of is not this package's alone.
    const isOfProject = compiled.usesGlob || compiled.usesClassNames;
    const isOwn = !isOfProject && compiled.madeFrom.every((path) => path.startsWith(`${folder}/`));
    if (isOwn) {
      modules[key] = compiled;
      this.#unsaved.add(integrity);
      this.#saving ??= setTimeout(() => void this.save(), saveDelayMs);
    }
    return compiled;
  }

  /** Writes what is new to the store. */
  async save(): Promise<void> {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const unsaved = [...this.#unsaved];
    this.#unsaved.clear();
    for (const integrity of unsaved) {
      await this.#store.keepModules(this.#key(integrity), this.#modules.get(integrity) ?? {});
    }
  }

  #key(integrity: string): string {
    return `${this.#compiler} ${integrity}`;
  }

  #place(
    id: string,
    folders: ReadonlyMap<string, string>,
  ): {modules: StoredModules; key: string; folder: string; integrity: string} | undefined {
    const folder = packageFolder(id);
    const integrity = folder === undefined ? undefined : folders.get(folder);
    const modules = integrity === undefined ? undefined : this.#modules.get(integrity);
    if (folder === undefined || integrity === undefined || modules === undefined) return undefined;
    return {modules, key: id.slice(folder.length + 1), folder, integrity};
  }
}
