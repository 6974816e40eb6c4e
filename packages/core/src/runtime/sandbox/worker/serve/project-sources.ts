import {refreshRuntimes} from '../../refresh-runtimes.js';
import type {CompileContext} from '../compile/compile-module.js';
import type {Compilers} from '../compile/compilers.js';
import {LastResults} from '../compile/last-results.js';
import {loadEsbuild} from '../compile/load-esbuild.js';
import {Lowering} from '../compile/lowering.js';
import {Qwik} from '../compile/qwik.js';
import type {FileChange, FileSystem} from '../files/file-system.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import {readImportMetaEnv} from '../resolve/env-files.js';
import {Resolver} from '../resolve/resolver.js';
import {readProjectConfig} from '../resolve/static-config.js';
import {tailwindOf} from '../tailwind/tailwind-of.js';
import {ModuleGraph} from './module-graph.js';

const configFiles = /^\/(vite\.config\.[mc]?[jt]s|[jt]sconfig(\.\w+)?\.json|package\.json|\.env(\.\w+)*)$/;

interface Sources {
  port: number | undefined;
  env: Record<string, string | boolean>;
  context: CompileContext;
  graph: ModuleGraph;
}

/** What of the installed packages decides how sources are compiled. */
export interface AvailablePackages {
  provides: (specifier: string) => boolean;
  /** The range that was asked for of a tool that is emulated; undefined where it is not installed. */
  toolRange: (name: string) => string | undefined;
  compiled: CompileContext['packages'];
}

/** The project as its configuration says to compile it. Made anew when the configuration changes. */
export class ProjectSources {
  readonly #files: FileSystem;
  readonly #installation: AvailablePackages;
  readonly #isIncomplete: boolean;
  readonly #compilers: Compilers;
  readonly #qwik: Qwik;
  readonly #lowering: Lowering;
  #current: Sources;

  /** @param options.isIncomplete packages are still to come */
  constructor(
    files: FileSystem,
    installation: AvailablePackages,
    compilers: Compilers,
    assets: AssetLoader,
    {isIncomplete = false}: {isIncomplete?: boolean} = {},
  ) {
    this.#isIncomplete = isIncomplete;
    this.#files = files;
    this.#installation = installation;
    this.#compilers = compilers;
    this.#lowering = new Lowering(async () => (await loadEsbuild(compilers, assets)).transform);
    this.#qwik = new Qwik(compilers, assets.url('qwik.wasm'));
    this.#current = this.#read();
  }

  /** The port that the configuration names. */
  get port(): number | undefined {
    return this.#current.port;
  }

  /** `import.meta.env` */
  get env(): Record<string, string | boolean> {
    return this.#current.env;
  }

  get context(): CompileContext {
    return this.#current.context;
  }

  get graph(): ModuleGraph {
    return this.#current.graph;
  }

  /** Takes in changed files. True where nothing compiled before can be trusted any more. */
  apply(changes: readonly FileChange[]): boolean {
    if (changes.some(({path}) => configFiles.test(path))) {
      this.#current = this.#read();
      return true;
    }
    this.graph.invalidate(changes);
    if (this.context.tailwind?.findsNew(changes)) this.graph.invalidateClassNames();
    if (changes.some(({kind}) => kind !== 'changed')) this.graph.relink();
    return false;
  }

  #read(): Sources {
    const {aliases, jsx, isSolid, isQwik, assignsFields, hasStandardDecorators, port} = readProjectConfig(
      this.#files,
    );
    const resolver = new Resolver(this.#files, {
      aliases,
      isPacked: (specifier) => this.#installation.provides(specifier),
    });
    const context: CompileContext = {
      files: this.#files,
      resolver,
      jsx,
      isSolid,
      qwik: isQwik ? this.#qwik : undefined,
      assignsFields,
      hasStandardDecorators,
      lowering: this.#lowering,
      lastResults: new LastResults(),
      refresh: refreshRuntimes.some((specifier) => this.#installation.provides(specifier)),
      compilers: this.#compilers,
      tailwind: tailwindOf(this.#files, this.#installation, this.#compilers),
      packages: this.#installation.compiled,
    };
    return {
      port,
      env: readImportMetaEnv(this.#files),
      context,
      graph: new ModuleGraph(context, {isIncomplete: this.#isIncomplete}),
    };
  }
}
