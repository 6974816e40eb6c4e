import {isProjectFile} from '../compile/compile-module.js';
import type {Compilers} from '../compile/compilers.js';
import {FileSystem} from '../files/file-system.js';
import {extensionOf, splitQuery} from '../files/paths.js';
import type {CompiledPackages} from '../packages/compiled-packages.js';
import type {PackageArchive} from '../packages/package-archive.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import {packOfSpecifier} from '../packs/catalogue.js';
import {composePage} from './document.js';
import {findPage} from './project-file.js';
import {ProjectSources} from './project-sources.js';

/**
 * Compiles what the app will import from its packages while others are still on their way. Nothing of the project
 * changes: packages lie in a copy of its files, and only their compiled modules stay.
 */
export class CompileAhead {
  readonly #project: FileSystem;
  readonly #compiled: CompiledPackages;
  readonly #compilers: Compilers;
  readonly #assets: AssetLoader;
  readonly #files = new FileSystem();
  /** Hash by folder, of the packages that have come. */
  readonly #folders = new Map<string, string>();
  #sources: ProjectSources | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(project: FileSystem, compiled: CompiledPackages, compilers: Compilers, assets: AssetLoader) {
    this.#project = project;
    this.#compiled = compiled;
    this.#compilers = compilers;
    this.#assets = assets;
  }

  /** @param folder absolute: `/node_modules/a` */
  add(folder: string, archive: PackageArchive): void {
    this.#sources ??= this.#copySources();
    this.#folders.set(folder, archive.integrity);
    this.#files.mountPackage(folder, archive);
    // Those that come together are looked at together.
    this.#timer ??= setTimeout(() => this.#compile());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #copySources(): ProjectSources {
    for (const path of this.#project.paths()) {
      if (isProjectFile(path)) this.#files.write(path, this.#project.contentsIfAny(path)!);
    }
    const module: CompiledPackages['module'] = (id, compile) =>
      isScript(id) ? this.#compiled.module(id, compile, this.#folders) : compile();
    const provides = (specifier: string) => packOfSpecifier(specifier) !== undefined;
    // Styles are left for later, and Tailwind with them.
    const packages = {provides, toolRange: () => undefined, compiled: {module}};
    return new ProjectSources(this.#files, packages, this.#compilers, this.#assets, {isIncomplete: true});
  }

  #compile(): void {
    this.#timer = undefined;
    const page = findPage(this.#files, '/');
    if (page === undefined || !this.#sources) return;
    const {context, env, graph} = this.#sources;
    try {
      graph.reachable(composePage(page, context, env).entries);
    } catch {
      // Whatever is wrong with the sources is told when they are shown; until then there is nobody to tell.
    }
  }
}

/** Others may be made from files of packages that have not come. */
function isScript(id: string): boolean {
  return /^[mc]?jsx?$/.test(extensionOf(splitQuery(id).path));
}
