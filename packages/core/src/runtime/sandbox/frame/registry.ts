import {previewOrigin} from '../preview-origin.js';
import type {LinkedModule} from '../protocol.js';
import {HotContext} from './hot-context.js';
import {HotEvents} from './hot-events.js';
import type {RefreshRuntime} from './react-refresh.js';

type Exports = Record<string, unknown>;

/** A module that ran, or is running. */
export interface Instance {
  id: string;
  exports: unknown;
  hot: HotContext;
  isEsModule: boolean;
}

/** What modules see beside their own imports. */
export interface ModuleScope {
  globals: Record<string, unknown>;
  env: () => Record<string, string | boolean>;
  refresh: () => RefreshRuntime | undefined;
  importModule: (importer: string, specifier: string) => Promise<unknown>;
  invalidate: (id: string) => void;
  setStyle: (id: string, css: string) => void;
  startWorker: (id: string, options: WorkerOptions | undefined) => Worker;
}

/** What a module's code sees beside the globals, by its format. */
const localNames = {
  es: ['__export', '__exportAll', '__require', '__import', '__worker', '__meta', '__refresh'],
  cjs: ['exports', 'require', 'module'],
} as const;

type Locals<Format extends LinkedModule['format']> = Record<(typeof localNames)[Format][number], unknown>;
type ModuleFunction = (...globals: unknown[]) => (...locals: unknown[]) => Promise<void> | undefined;

/** Holds the modules' code and runs each once, when it is first needed. */
export class Registry {
  readonly events = new HotEvents();
  readonly #scope: ModuleScope;
  readonly #definitions = new Map<string, LinkedModule>();
  readonly #instances = new Map<string, Instance>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #packed = new Map<string, unknown>();
  readonly #namespaces = new WeakMap<object, Exports>();
  readonly #inWorkers = new Set<string>();
  /** Functions of modules that did not run yet. */
  readonly #prepared = new WeakMap<LinkedModule, ModuleFunction>();
  /** `import.meta.hot.data` outlives the module. */
  readonly #hotData = new Map<string, Record<string, unknown>>();

  constructor(scope: ModuleScope) {
    this.#scope = scope;
  }

  define(modules: readonly LinkedModule[]): void {
    for (const module of modules) {
      this.#definitions.set(module.id, module);
      const instance = module.isBarrel ? this.#instances.get(module.id) : undefined;
      if (instance) void this.#evaluate(module, instance);
    }
  }

  /** Has the browser read the module's code before it is run. */
  prepare(definition: LinkedModule): void {
    try {
      this.#prepared.set(definition, this.#read(definition));
    } catch {
      // It is read again when it is run, and told then.
    }
  }

  definePacked(modules: Record<string, unknown>): void {
    for (const [specifier, exports] of Object.entries(modules)) this.#packed.set(specifier, exports);
  }

  packed(specifier: string): unknown {
    return this.#packed.get(specifier);
  }

  definition(id: string): LinkedModule | undefined {
    return this.#definitions.get(id);
  }

  instance(id: string): Instance | undefined {
    return this.#instances.get(id);
  }

  instances(): Instance[] {
    return [...this.#instances.values()];
  }

  /** Modules that ran and import `id`. */
  importers(id: string): string[] {
    return [...(this.#importers.get(id) ?? [])].filter((importer) => this.#instances.has(importer));
  }

  /** Takes a module out, so that the next import runs it again. Answers what was there. */
  drop(id: string): Instance | undefined {
    const instance = this.#instances.get(id);
    if (!instance) return undefined;
    instance.hot.leave();
    this.#instances.delete(id);
    return instance;
  }

  restore(instance: Instance): void {
    this.#instances.set(instance.id, instance);
  }

  /** It runs in a worker, where nothing can be swapped. */
  ranInWorker(id: string): void {
    this.#inWorkers.add(id);
  }

  isInWorker(id: string): boolean {
    return this.#inWorkers.has(id);
  }

  forget(id: string): void {
    this.drop(id);
    this.#definitions.delete(id);
    this.#importers.delete(id);
  }

  /** Runs a module and what it imports. Waits only where one of them awaits at its top level. */
  async run(id: string): Promise<unknown> {
    for (const awaited of this.#withTopLevelAwait(id)) await this.#start(awaited);
    return this.namespace(id);
  }

  /** The exports as `import * as` sees them. */
  namespace(id: string): Exports {
    const exports = this.require(id);
    return this.#instances.get(id)?.isEsModule ? (exports as Exports) : this.#interop(exports);
  }

  /** The exports as `require` sees them. */
  require(id: string, importer?: string): unknown {
    if (id.startsWith('pack:')) return this.#packed.get(id.slice('pack:'.length));
    if (importer !== undefined) {
      const importers = this.#importers.get(id);
      if (importers) importers.add(importer);
      else this.#importers.set(id, new Set([importer]));
    }
    const running = this.#instances.get(id);
    if (running) return running.exports;
    // Modules that await were run before whoever requires them; see run().
    void this.#start(id);
    return this.#instances.get(id)?.exports;
  }

  /** Static imports below `id` in running order, if any of them awaits; else nothing. */
  #withTopLevelAwait(id: string): string[] {
    const order: string[] = [];
    const seen = new Set<string>();
    let isAnyAsync = false;
    const visit = (at: string): void => {
      const definition = this.#definitions.get(at);
      if (seen.has(at) || this.#instances.has(at) || !definition) return;
      seen.add(at);
      isAnyAsync ||= definition.isAsync;
      for (const required of definition.requires) visit(required);
      order.push(at);
    };
    visit(id);
    return isAnyAsync ? order : [];
  }

  #start(id: string): Promise<void> | undefined {
    if (this.#instances.has(id)) return undefined;
    const definition = this.#definitions.get(id);
    if (!definition) throw new Error(`The module ${id} was not sent to the preview.`);
    if (definition.style !== undefined) this.#scope.setStyle(id, definition.style);
    const data = this.#hotData.get(id) ?? {};
    this.#hotData.set(id, data);
    this.events.forget(id);
    const instance: Instance = {
      id,
      exports: definition.format === 'es' ? newNamespace() : {},
      hot: new HotContext({id, data, events: this.events, invalidate: () => this.#scope.invalidate(id)}),
      isEsModule: definition.format === 'es',
    };
    this.#instances.set(id, instance);
    try {
      return this.#evaluate(definition, instance);
    } catch (error) {
      this.#instances.delete(id);
      throw error;
    }
  }

  #evaluate(definition: LinkedModule, instance: Instance): Promise<void> | undefined {
    const isEsModule = definition.format === 'es';
    const locals: Record<string, unknown> = isEsModule
      ? this.#esLocals(definition, instance)
      : this.#cjsLocals(definition, instance);
    const outer = this.#prepared.get(definition) ?? this.#read(definition);
    this.#prepared.delete(definition);
    const inner = outer(...Object.values(this.#scope.globals));
    return inner.apply(
      isEsModule ? undefined : instance.exports,
      localNames[definition.format].map((name) => locals[name]),
    );
  }

  #read({id, format, isAsync, code}: LinkedModule): ModuleFunction {
    const globalNames = Object.keys(this.#scope.globals).join(', ');
    // Two functions, so that a module may declare a name like `location` itself; on one line, so that lines fit. In
    // parentheses, because browsers take that as a hint that it is called at once, and do not parse it twice.
    const source = `(function(${globalNames}) { return (${isAsync ? 'async ' : ''}function(${localNames[format].join(', ')}) {${code}\n})})\n//# sourceURL=${previewOrigin}${id}`;
    // biome-ignore lint/security/noGlobalEval: running the user's code is what this frame is for
    return globalThis.eval(source) as ModuleFunction;
  }

  #esLocals(definition: LinkedModule, instance: Instance): Locals<'es'> {
    const exports = instance.exports as Exports;
    const {id} = definition;
    const refresh = this.#scope.refresh();
    return {
      __export: (getters: Record<string, () => unknown>) => {
        for (const [name, get] of Object.entries(getters)) {
          Object.defineProperty(exports, name, {enumerable: true, configurable: true, get});
        }
      },
      __exportAll: (other: Exports) => {
        for (const name of Object.keys(other)) {
          if (name === 'default' || Object.hasOwn(exports, name)) continue;
          Object.defineProperty(exports, name, {
            enumerable: true,
            configurable: true,
            get: () => other[name],
          });
        }
      },
      __require: (specifier: string) => this.#importStatic(definition, specifier),
      __import: (specifier: unknown) => this.#scope.importModule(id, String(specifier)),
      __worker: (specifier: string, options?: WorkerOptions) => {
        const target = definition.links[specifier];
        if (typeof target !== 'string') throw notFound(specifier, id);
        return this.#scope.startWorker(target, options);
      },
      __meta: {
        url: previewOrigin + id,
        env: this.#scope.env(),
        hot: instance.hot,
        resolve: (specifier: string) => new URL(specifier, previewOrigin + id).href,
      },
      __refresh: {
        register: (type: unknown, name: string) => refresh?.register(type, `${id} ${name}`),
        sign: (type: unknown, key: string, customHooks: () => unknown[]) =>
          refresh?.setSignature(type, key, false, customHooks),
      },
    };
  }

  #cjsLocals(definition: LinkedModule, instance: Instance): Locals<'cjs'> {
    const module = {
      id: definition.id,
      get exports() {
        return instance.exports;
      },
      set exports(value: unknown) {
        instance.exports = value;
      },
    };
    const require = (specifier: string) => {
      const target = definition.links[specifier];
      if (target === false) return {};
      if (target === undefined) throw notFound(specifier, definition.id);
      return this.require(target, definition.id);
    };
    return {exports: instance.exports, require, module};
  }

  #importStatic(definition: LinkedModule, specifier: string): Exports {
    const target = definition.links[specifier];
    if (target === undefined) throw notFound(specifier, definition.id);
    if (target === false) return this.#interop({});
    const exports = this.require(target, definition.id);
    return this.#instances.get(target)?.isEsModule ? (exports as Exports) : this.#interop(exports);
  }

  /** A CommonJS module's exports as an ES module: all of it is the default, its properties are named exports. */
  #interop(exports: unknown): Exports {
    const isObject = (typeof exports === 'object' && exports !== null) || typeof exports === 'function';
    if (!isObject) return {default: exports};
    if ('__esModule' in exports && exports.__esModule) return exports as Exports;
    let namespace = this.#namespaces.get(exports);
    if (!namespace) {
      namespace = {};
      for (const name of Object.keys(exports)) {
        if (name === 'default') continue;
        Object.defineProperty(namespace, name, {enumerable: true, get: () => (exports as Exports)[name]});
      }
      Object.defineProperty(namespace, 'default', {enumerable: true, value: exports});
      this.#namespaces.set(exports, namespace);
    }
    return namespace;
  }
}

function newNamespace(): Exports {
  const exports = Object.defineProperty({}, '__esModule', {value: true});
  return Object.defineProperty(exports, Symbol.toStringTag, {value: 'Module'}) as Exports;
}

function notFound(specifier: string, importer: string): Error {
  return Object.assign(new Error(`Cannot find ${specifier}, imported by ${importer}.`), {
    code: 'MODULE_NOT_FOUND',
  });
}
