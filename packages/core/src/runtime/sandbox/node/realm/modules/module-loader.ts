import path from 'path-browserify';
import {alternative} from '../alternative.js';
import type {ProjectFiles} from '../files/project-files.js';
import {type CompiledScript, compileScript} from './compile.js';
import {defineAll, emptyNamespace, functionFrom, parseJson} from './evaluate.js';
import {checkNames, namespaceOf} from './interop.js';
import {type ImportKind, NodeResolver} from './node-resolver.js';

type Exports = Record<string, unknown>;

/** A module that ran, or is running. */
export interface ModuleInstance {
  id: string;
  filename: string;
  path: string;
  exports: unknown;
  loaded: boolean;
  children: ModuleInstance[];
  paths: string[];
  parent: ModuleInstance | undefined;
  require: unknown;
}

interface EsInstance {
  namespace: Exports;
  compiled: CompiledScript;
  /** Set once it has been started; a promise where it or something below awaits. */
  running: Promise<void> | undefined;
  isStarted: boolean;
}

export interface LoaderOptions {
  files: ProjectFiles;
  /** The exports of a built-in module, by name without `node:`; undefined where there is no such module. */
  builtin: (name: string, importer: string) => unknown;
}

const extensions = {'.js': true, '.json': true, '.node': true};

/** Finds, compiles and runs the program's modules, each once. */
export class ModuleLoader {
  readonly resolver: NodeResolver;
  readonly #files: ProjectFiles;
  readonly #builtin: LoaderOptions['builtin'];
  /** `require.cache`: programs delete from it to load a module again. */
  readonly #cache: Record<string, ModuleInstance> = Object.create(null);
  readonly #esModules = new Map<string, EsInstance>();
  #main: ModuleInstance | undefined;

  constructor({files, builtin}: LoaderOptions) {
    this.#files = files;
    this.#builtin = builtin;
    this.resolver = new NodeResolver(files);
  }

  /** Runs the program's own file, or `source` as if it lay there. */
  async runMain(file: string, source?: string): Promise<void> {
    const compiled = source === undefined ? this.#compiled(file) : compileScript(source, file, undefined);
    if (compiled.format === 'es') await this.#startEsModule(file, compiled);
    else this.#requireFile(file, undefined, true);
  }

  /** `import()` */
  async import(specifier: string, importer: string): Promise<Exports> {
    const target = this.#target(specifier, importer, 'import');
    if ('builtin' in target) return namespaceOf(target.builtin);
    const {file} = target;
    if (file.endsWith('.json') || this.#cache[file]) return namespaceOf(this.#requireFile(file, undefined));
    const compiled = this.#compiled(file);
    if (compiled.format === 'cjs') return namespaceOf(this.#requireFile(file, undefined));
    await this.#startEsModule(file, compiled);
    return this.#esModules.get(file)!.namespace;
  }

  /** A `require` for the file at that path. */
  createRequire(importer: string, parent?: ModuleInstance) {
    const require = (specifier: string) => this.#require(specifier, importer, parent);
    return Object.assign(require, {
      resolve: (specifier: string) => {
        const name = specifier.replace(/^node:/, '');
        if (this.#builtin(name, importer) !== undefined) return specifier;
        return this.resolver.resolve(specifier, importer, 'require');
      },
      cache: this.#cache,
      main: this.#main,
      extensions,
    });
  }

  /** Runs code that is no file, such as that of `-e`. Answers its last value. */
  evaluate(code: string, importer: string): unknown {
    const require = this.createRequire(importer);
    const scope = {
      require,
      module: {exports: {}},
      exports: {},
      __filename: importer,
      __dirname: path.dirname(importer),
    };
    Object.assign(globalThis, scope);
    // biome-ignore lint/security/noGlobalEval: running the user's code is what this worker is for
    return globalThis.eval(code);
  }

  #require(specifier: string, importer: string, parent: ModuleInstance | undefined): unknown {
    const target = this.#target(specifier, importer, 'require');
    return 'builtin' in target ? target.builtin : this.#requireFile(target.file, parent);
  }

  #target(specifier: unknown, importer: string, kind: ImportKind): {builtin: unknown} | {file: string} {
    if (typeof specifier !== 'string') {
      throw Object.assign(new TypeError('The "id" argument must be of type string.'), {
        code: 'ERR_INVALID_ARG_TYPE',
      });
    }
    const builtin = this.#builtin(specifier.replace(/^node:/, ''), importer);
    if (builtin !== undefined) return {builtin};
    if (specifier.startsWith('node:')) {
      throw Object.assign(new Error(`No such built-in module: ${specifier}`), {
        code: 'ERR_UNKNOWN_BUILTIN_MODULE',
      });
    }
    return {file: this.resolver.resolve(specifier, importer, kind)};
  }

  #requireFile(file: string, parent: ModuleInstance | undefined, isMain = false): unknown {
    const known = this.#cache[file];
    if (known) return known.exports;
    if (this.#esModules.has(file)) return this.#requireEsModule(file, this.#esModules.get(file)!.compiled);
    if (file.endsWith('.node')) {
      throw new Error(`${path.basename(file)} is a native addon, which no browser can run. ${alternative}`);
    }
    const module = this.#instance(file, parent);
    if (file.endsWith('.json')) {
      this.#cache[file] = module;
      module.exports = parseJson(this.#files.text(file)!, file);
      return module.exports;
    }
    const compiled = this.#compiled(file);
    if (compiled.format === 'es') return this.#requireEsModule(file, compiled);
    if (isMain) this.#main = module;
    this.#cache[file] = module;
    parent?.children.push(module);
    try {
      const run = functionFrom(compiled, file, [
        'exports',
        'require',
        'module',
        '__filename',
        '__dirname',
        '__import',
      ]);
      const require = this.createRequire(file, module);
      module.require = require;
      run.call(module.exports, module.exports, require, module, file, module.path, this.#importer(file));
      module.loaded = true;
    } catch (error) {
      delete this.#cache[file];
      throw error;
    }
    return module.exports;
  }

  #requireEsModule(file: string, compiled: CompiledScript): Exports {
    if (this.#startEsModule(file, compiled)) {
      throw Object.assign(
        new Error(`require() cannot load ${file}, because it awaits at its top level. Use import() instead.`),
        {code: 'ERR_REQUIRE_ASYNC_MODULE'},
      );
    }
    return this.#esModules.get(file)!.namespace;
  }

  /** Runs an ES module and first what it imports. Answers a promise only where one of them awaits. */
  #startEsModule(file: string, compiled: CompiledScript): Promise<void> | undefined {
    let instance = this.#esModules.get(file);
    if (instance?.isStarted) return instance.running;
    instance = {namespace: emptyNamespace(), compiled, running: undefined, isStarted: true};
    this.#esModules.set(file, instance);
    const started = instance;
    const run = () => {
      this.#checkImports(file, compiled);
      return this.#evaluate(file, started);
    };
    const below = this.#startImports(file, compiled);
    instance.running = below ? below.then(run) : run();
    void instance.running?.then(
      () => {
        started.running = undefined;
      },
      () => undefined,
    );
    return instance.running;
  }

  #startImports(file: string, {staticImports}: CompiledScript): Promise<void> | undefined {
    let waiting: Promise<void> | undefined;
    for (const {specifier} of staticImports) {
      const start = () => {
        const target = this.#target(specifier, file, 'import');
        if ('builtin' in target) return undefined;
        const {file: id} = target;
        if (id.endsWith('.json') || this.#cache[id]) return void this.#requireFile(id, undefined);
        const compiled = this.#esModules.get(id)?.compiled ?? this.#compiled(id);
        return compiled.format === 'es'
          ? this.#startEsModule(id, compiled)
          : void this.#requireFile(id, undefined);
      };
      waiting = waiting ? waiting.then(start) : start();
    }
    return waiting;
  }

  #checkImports(file: string, {staticImports}: CompiledScript): void {
    for (const one of staticImports) {
      const target = this.#target(one.specifier, file, 'import');
      const es = 'file' in target ? this.#esModules.get(target.file) : undefined;
      if (es) checkNames(one, es.compiled.exportNames);
      else checkNames(one, Object.keys(this.#namespace(one.specifier, file)));
    }
  }

  #evaluate(file: string, {namespace, compiled}: EsInstance): Promise<void> | undefined {
    const locals = {
      __export: (getters: Record<string, () => unknown>) => defineAll(namespace, getters),
      __exportAll: (other: Exports) =>
        defineAll(
          namespace,
          Object.fromEntries(
            Object.keys(other)
              .filter((name) => name !== 'default' && !Object.hasOwn(namespace, name))
              .map((name) => [name, () => other[name]]),
          ),
        ),
      __require: (specifier: string) => this.#namespace(specifier, file),
      __import: this.#importer(file),
      __meta: {
        url: `file://${file}`,
        filename: file,
        dirname: path.dirname(file),
        resolve: (specifier: string) => `file://${this.resolver.resolve(specifier, file, 'import')}`,
      },
    };
    const run = functionFrom(compiled, file, Object.keys(locals));
    return run.apply(undefined, Object.values(locals)) as Promise<void> | undefined;
  }

  /** The exports of a module that has been started, as `import * as` sees them. */
  #namespace(specifier: string, importer: string): Exports {
    const target = this.#target(specifier, importer, 'import');
    if ('builtin' in target) return namespaceOf(target.builtin);
    return (
      this.#esModules.get(target.file)?.namespace ?? namespaceOf(this.#requireFile(target.file, undefined))
    );
  }

  #importer(file: string) {
    return async (specifier: unknown) => this.import(String(specifier), file);
  }

  #compiled(file: string): CompiledScript {
    return compileScript(this.#files.text(file)!, file, this.resolver.packageType(file));
  }

  #instance(file: string, parent: ModuleInstance | undefined): ModuleInstance {
    const directory = path.dirname(file);
    const id = file;
    return {
      id,
      filename: file,
      path: directory,
      exports: {},
      loaded: false,
      children: [],
      paths: [],
      parent,
      require: undefined,
    };
  }
}
