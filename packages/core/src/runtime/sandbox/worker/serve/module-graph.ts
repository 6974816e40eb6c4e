import type {LinkedModule} from '../../protocol.js';
import {
  type CompileContext,
  type CompiledModule,
  compileModule,
  compileSurface,
  isProjectFile,
} from '../compile/compile-module.js';
import {lineNaming, missingExport} from '../compile/missing-export.js';
import {importsOf, ownLinks} from '../compile/own-links.js';
import {CompileProblem} from '../compile/problem.js';
import type {FileChange} from '../files/file-system.js';
import {splitQuery} from '../files/paths.js';
import {packageFolder} from '../packages/package-folder.js';
import {packOfSpecifier} from '../packs/catalogue.js';
import {type BarrelExits, type BarrelSources, barrelCode, openBarrel} from './barrel-module.js';

/** A module that is compiled and whose imports are found. */
export interface GraphModule {
  id: string;
  linked: LinkedModule;
  compiled: CompiledModule;
  /** Names of the packs it imports from. */
  packs: string[];
  /** What it needs when it runs: modules, and what it takes of each; `*` is everything. */
  needs: Need[];
  /** Only where it is a barrel that was opened; then it needs what is taken of these and nothing else. */
  exits: BarrelExits | undefined;
}

interface Need {
  id: string;
  names: readonly string[];
  /** In a worker, which cannot ask for more: what it may import later must be there, too. */
  isInWorker?: true;
}

const everything = ['*'];

/** The project's modules, compiled when first asked for and kept until their files change. */
export class ModuleGraph {
  readonly #context: CompileContext;
  readonly #modules = new Map<string, GraphModule>();
  /** Barrels with the names that were taken of them the last time. */
  readonly #narrowed = new Map<string, {names: ReadonlySet<string>; module: GraphModule}>();

  /** Modules that import what is not there yet. Undefined where all that is to come has come. */
  readonly #incomplete: Set<string> | undefined;

  /** @param options.isIncomplete packages are still to come: what is not found is left out, and looked for again */
  constructor(context: CompileContext, {isIncomplete = false}: {isIncomplete?: boolean} = {}) {
    this.#context = context;
    this.#incomplete = isIncomplete ? new Set() : undefined;
  }

  /** @throws CompileProblem */
  module(id: string): GraphModule {
    const known = this.#modules.get(id);
    if (known) return known;
    const compiled = this.#compile(id, () => compileModule(id, this.#context));
    const module = this.#link(id, compiled);
    this.#modules.set(id, module);
    return module;
  }

  /**
   * The modules that must be there to run `roots`: those and all they import statically.
   *
   * @param onFound told of each at once, but for barrels, of which not all is needed
   * @throws CompileProblem
   */
  reachable(
    roots: Iterable<string>,
    onFound: (module: GraphModule) => void = () => undefined,
  ): Map<string, GraphModule> {
    this.#relinkIncomplete();
    const found = new Map<string, GraphModule>();
    const taken = new Map<string, Set<string>>();
    const takenInWorkers = new Map<string, Set<string>>();
    const inWorkers = new Set<string>();
    const waiting: Need[] = [...roots].map((id) => ({id, names: everything}));
    for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
      const isNew = !found.has(need.id);
      const module = found.get(need.id) ?? this.module(need.id);
      found.set(need.id, module);
      if (module.exits) {
        waiting.push(...this.#newExits(need, module.exits, need.isInWorker ? takenInWorkers : taken));
        continue;
      }
      if (isNew) {
        onFound(module);
        waiting.push(...module.needs);
      }
      if (!need.isInWorker || inWorkers.has(need.id)) continue;
      inWorkers.add(need.id);
      waiting.push(...needsInWorker(module));
    }
    for (const id of new Set([...taken.keys(), ...takenInWorkers.keys()])) {
      const names = new Set([...(taken.get(id) ?? []), ...(takenInWorkers.get(id) ?? [])]);
      found.set(id, this.#narrow(found.get(id)!, names));
    }
    for (const module of found.values()) this.#checkImports(module, found);
    return found;
  }

  /** Where an import that is computed at run time leads. */
  resolve(specifier: string, importer: string): string | undefined {
    const resolution = this.#context.resolver.resolve(specifier, splitQuery(importer).path);
    return resolution && resolution.kind !== 'empty' ? resolution.id : undefined;
  }

  /** The place in the user's own file for a place in the compiled one. */
  sourcePlace(place: {path?: string; line?: number; column?: number}): typeof place {
    const lines = this.#modules.get(`/${place.path}`)?.compiled.lines;
    if (!lines || place.line === undefined) return place;
    const {column: _, line, ...rest} = place;
    const original = lines[line - 1];
    return original === undefined ? rest : {...rest, line: original};
  }

  /** Forgets what the changes made stale. */
  invalidate(changes: readonly FileChange[]): void {
    const paths = new Set(changes.map(({path}) => path));
    for (const [id, {compiled}] of this.#modules) {
      if (paths.has(splitQuery(id).path) || compiled.madeFrom.some((path) => paths.has(path)))
        this.#modules.delete(id);
    }
  }

  /** Forgets what was made for the class names of the project, of which there are new ones. */
  invalidateClassNames(): void {
    for (const [id, {compiled}] of this.#modules) if (compiled.usesClassNames) this.#modules.delete(id);
  }

  /** Links every module anew: a file that came or went may change what an import means. Compiled code is kept. */
  relink(): void {
    for (const [id, module] of this.#modules) {
      // Packages import nothing of the project.
      if (!isProjectFile(id)) continue;
      if (module.compiled.usesGlob) {
        this.#modules.delete(id);
        continue;
      }
      try {
        const relinked = this.#link(id, module.compiled);
        const isSame = JSON.stringify(relinked.linked.links) === JSON.stringify(module.linked.links);
        if (!isSame) this.#modules.set(id, relinked);
      } catch (error) {
        if (!(error instanceof CompileProblem)) throw error;
        // Reported when the module is next asked for.
        this.#modules.delete(id);
      }
    }
  }

  #relinkIncomplete(): void {
    if (!this.#incomplete) return;
    this.#context.resolver.forgetMissing();
    const incomplete = [...this.#incomplete];
    this.#incomplete.clear();
    for (const id of incomplete) {
      const module = this.#modules.get(id);
      if (module) this.#modules.set(id, this.#link(id, module.compiled));
    }
  }

  #compile(id: string, compile: () => CompiledModule): CompiledModule {
    const {path} = splitQuery(id);
    if (!this.#context.files.isPackaged(path)) return compile();
    return this.#context.packages.module(id, () => {
      const compiled = compile();
      return {...compiled, ownLinks: ownLinks(compiled, path, this.#context.resolver)};
    });
  }

  #link(id: string, compiled: CompiledModule): GraphModule {
    const {path} = splitQuery(id);
    if (compiled.barrel && this.#isFreeOfSideEffects(path, compiled.barrel.effects)) {
      const exits = openBarrel(id, compiled.barrel, this.#barrelSources(id));
      if (exits) {
        const linked: LinkedModule = {id, format: 'es', code: '', isAsync: false, links: {}, requires: []};
        return {
          id,
          linked,
          compiled: {...compiled, exportNames: this.#incomplete?.has(id) ? undefined : [...exits.keys()]},
          packs: [],
          needs: [],
          exits,
        };
      }
    }
    const links: Record<string, string | false> = {};
    const packs = new Set<string>();
    for (const specifier of importsOf(compiled)) {
      const own = compiled.ownLinks?.[specifier];
      if (own !== undefined) {
        links[specifier] = own && `${packageFolder(path)}/${own}`;
        continue;
      }
      const resolution = this.#context.resolver.resolve(specifier, path);
      if (!resolution && this.#incomplete) this.#incomplete.add(id);
      else if (!resolution) {
        // In a package, a missing file is often an optional dependency behind a try block.
        if (isProjectFile(path)) throw this.#notFound(specifier, path);
      }
      if (!resolution) continue;
      links[specifier] = resolution.kind === 'empty' ? false : resolution.id;
      const pack = resolution.kind === 'pack' ? packOfSpecifier(resolution.specifier) : undefined;
      if (pack) packs.add(pack.name);
    }
    const needs = compiled.staticImports.flatMap(({specifier, names}): Need[] => {
      const target = links[specifier];
      if (typeof target !== 'string' || target.startsWith('pack:')) return [];
      // A require() may use anything of what it gets.
      const isWhole = compiled.format === 'cjs' || names.some(({name}) => name === '*');
      return [{id: target, names: isWhole ? everything : names.map(({name}) => name)}];
    });
    for (const specifier of compiled.workers) {
      const target = links[specifier];
      if (typeof target === 'string') needs.push({id: target, names: everything, isInWorker: true});
    }
    if (compiled.workers.length > 0) packs.add('worker');
    const requires = compiled.staticImports.map(({specifier}) => links[specifier]);
    const linked: LinkedModule = {
      id,
      format: compiled.format,
      code: compiled.code,
      isAsync: compiled.isAsync,
      links,
      requires: requires.filter((target) => typeof target === 'string'),
    };
    if (compiled.style !== undefined) linked.style = compiled.style;
    return {id, linked, compiled, packs: [...packs], needs, exits: undefined};
  }

  /** Whether nothing is missed where nothing of the module is used, nor what it imports for its effects. */
  #isFreeOfSideEffects(path: string, effects: readonly string[]): boolean {
    const {resolver} = this.#context;
    const targets = effects.map((specifier) => this.resolve(specifier, path));
    return [path, ...targets].every(
      (target) => target !== undefined && /\.[mc]?js$/.test(target) && resolver.isFreeOfSideEffects(target),
    );
  }

  /** What lies behind the names that were not taken from the barrel before. */
  #newExits({id, names, ...where}: Need, exits: BarrelExits, taken: Map<string, Set<string>>): Need[] {
    const before = taken.get(id) ?? new Set();
    taken.set(id, before);
    const wanted = names.includes('*') ? [...exits.keys()] : names;
    return wanted.flatMap((exported): Need[] => {
      const exit = exits.get(exported);
      if (!exit || before.has(exported)) return [];
      before.add(exported);
      const target = this.resolve(exit.specifier, id);
      return target === undefined || target.startsWith('pack:')
        ? []
        : [{id: target, names: [exit.name], ...where}];
    });
  }

  /** A barrel with these of its names, the same one as long as they are the same: libraries have thousands. */
  #narrow(barrel: GraphModule, names: ReadonlySet<string>): GraphModule {
    const {id, exits} = barrel;
    if (!exits) return barrel;
    const known = this.#narrowed.get(id);
    if (known?.module.exits === exits && isSameSet(known.names, names)) return known.module;
    const links: Record<string, string> = {};
    const packs = new Set<string>();
    for (const name of names) {
      const {specifier} = exits.get(name)!;
      const target = (links[specifier] ??= this.resolve(specifier, id) ?? '');
      const pack = target.startsWith('pack:') ? packOfSpecifier(target.slice('pack:'.length)) : undefined;
      if (pack) packs.add(pack.name);
    }
    for (const [specifier, target] of Object.entries(links)) if (target === '') delete links[specifier];
    const linked = {...barrel.linked, code: barrelCode(exits, names), links, isBarrel: true};
    const module = {...barrel, linked, packs: [...packs]};
    this.#narrowed.set(id, {names, module});
    return module;
  }

  /** What opening `barrel` asks of others. Where one is still to come, it is opened again. */
  #barrelSources(barrel: string): BarrelSources {
    return {
      locate: (specifier, importer) => {
        const target = this.resolve(specifier, importer);
        if (target === undefined) this.#incomplete?.add(barrel);
        return target;
      },
      surface: (id) => {
        const {path} = splitQuery(id);
        if (id.startsWith('pack:') || isProjectFile(path)) return undefined;
        const compile = () => compileSurface(path, this.#context.files);
        return this.#compile(`${path}?exports`, compile).surface;
      },
      isIncomplete: this.#incomplete !== undefined,
    };
  }

  #notFound(specifier: string, path: string): CompileProblem {
    const source = this.#context.files.readText(path);
    const line = lineNaming(source, specifier);
    const isOwnFile = /^[./]/.test(specifier);
    const message = isOwnFile
      ? `${specifier} is imported here, but there is no such file.`
      : `${specifier} is imported here, but it is not installed. Add it to package.json and run npm install.`;
    return new CompileProblem(message, {path, source, ...(line && {line})});
  }

  #checkImports(module: GraphModule, all: ReadonlyMap<string, GraphModule>): void {
    const {path} = splitQuery(module.id);
    if (!isProjectFile(path)) return;
    for (const one of module.compiled.staticImports) {
      const target = module.linked.links[one.specifier];
      const names = typeof target === 'string' ? all.get(target)?.compiled.exportNames : undefined;
      const problem = names && missingExport(one, names, this.#context.files.readText(path), path);
      if (problem) throw problem;
    }
  }
}

/** All that the module may import, be it later. */
function needsInWorker({needs, linked}: GraphModule): Need[] {
  const known = new Set<string | false>(needs.map(({id}) => id));
  const later = Object.values(linked.links).filter(
    (id): id is string => id !== false && !id.startsWith('pack:') && !known.has(id),
  );
  return [...needs, ...later.map((id) => ({id, names: everything}))].map((need) => ({
    ...need,
    isInWorker: true,
  }));
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}
