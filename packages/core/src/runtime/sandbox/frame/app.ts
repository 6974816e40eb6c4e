import type {FrameCommand, LinkedModule, RanPack, SourceProblem} from '../protocol.js';
import {refreshRuntimes} from '../refresh-runtimes.js';
import {type PackSource, startModuleWorker} from './app-worker/start-worker.js';
import type {Failures} from './failures.js';
import {applyUpdate, takesUpdates} from './hot-update.js';
import {documentParsed, framePainted, type LoadEvents} from './load-events.js';
import type {Overlay} from './overlay.js';
import type {RefreshRuntime} from './react-refresh.js';
import {type ModuleScope, Registry} from './registry.js';
import {setStyle} from './styles.js';
import type {WorkerLink} from './worker-link.js';

/** The running app: starts its modules, and takes updates one after the other. */
export class App {
  readonly #link: WorkerLink;
  readonly #failures: Failures;
  readonly #overlay: Overlay;
  readonly #loadEvents: LoadEvents;
  readonly #registry: Registry;
  readonly #packs: PackSource[] = [];
  /** The packs of the document have run. */
  readonly #prepared: Promise<void>;
  #env: Record<string, string | boolean> = {};
  #refresh: RefreshRuntime | undefined;
  /** The entries ran to their end. An app that did not start cannot be updated, only loaded again. */
  #hasStarted = false;

  constructor(options: {
    link: WorkerLink;
    failures: Failures;
    overlay: Overlay;
    loadEvents: LoadEvents;
    globals: ModuleScope['globals'];
    /** That came with the document, or before it. */
    packs: readonly RanPack[];
    /** The worker can reach the document. */
    isLinked: boolean;
  }) {
    ({
      link: this.#link,
      failures: this.#failures,
      overlay: this.#overlay,
      loadEvents: this.#loadEvents,
    } = options);
    this.#registry = new Registry({
      globals: options.globals,
      env: () => this.#env,
      refresh: () => this.#refresh,
      importModule: (importer, specifier) => this.#import(importer, specifier),
      invalidate: () => this.#link.send({type: 'reload-needed'}),
      setStyle,
      startWorker: (entry, options) =>
        startModuleWorker(entry, options, {
          registry: this.#registry,
          packs: this.#packs,
          env: this.#env,
          link: this.#link,
        }),
    });
    this.#prepared = this.#prepare(options);
    // Told once the modules come, which cannot run then.
    this.#prepared.catch(() => undefined);
  }

  /** Takes modules that will run with the others, and has the browser read them. */
  define(modules: readonly LinkedModule[]): void {
    this.#registry.define(modules);
    for (const module of modules) this.#registry.prepare(module);
  }

  async start({modules, removed, entries, packs, env}: FrameCommand & {type: 'start'}): Promise<void> {
    this.#env = env;
    this.#failures.count = 0;
    this.#overlay.hide();
    await documentParsed();
    try {
      await this.#prepared;
      for (const id of removed) this.#registry.forget(id);
      this.#take(modules, packs);
      for (const entry of entries) await this.#registry.run(entry);
      this.#hasStarted = true;
    } catch (error) {
      this.#failures.report(error);
    }
    this.#loadEvents.release();
    await framePainted();
    if (this.#failures.count > 0) return;
    const edits = takesUpdates(this.#registry, this.#refresh) ? 'hot' : 'reload';
    this.#link.send({type: 'painted', edits});
  }

  async update({update, modules, removed, packs}: FrameCommand & {type: 'update'}): Promise<void> {
    if (!this.#hasStarted) return this.#link.send({type: 'reload-needed', update});
    this.#failures.count = 0;
    try {
      this.#take([], packs);
      const kind = applyUpdate(this.#registry, modules, removed, this.#refresh);
      if (kind === 'reload') {
        this.#registry.events.emit('vite:beforeFullReload', {type: 'full-reload'});
        return this.#link.send({type: 'reload-needed', update});
      }
      await framePainted();
      if (this.#failures.count > 0) return;
      this.#overlay.hide();
      this.#link.send({type: 'updated', update, kind});
    } catch (error) {
      this.#failures.report(error);
    }
  }

  showProblem(problem: SourceProblem): void {
    this.#overlay.show(problem);
    this.#registry.events.emit('vite:error', {type: 'error', err: {message: problem.message}});
  }

  /** Runs packs that came with the document, while the worker still compiles what will use them. */
  async #prepare({packs, isLinked}: {packs: readonly RanPack[]; isLinked: boolean}): Promise<void> {
    await documentParsed();
    // In a task of its own: only then has the browser sent the port by which the worker sends the modules.
    if (!isLinked) await new Promise((resolve) => setTimeout(resolve));
    this.#take([], packs);
  }

  async #import(importer: string, specifier: string): Promise<unknown> {
    const known = this.#registry.definition(importer)?.links[specifier];
    if (known === false) return {};
    if (typeof known === 'string' && (known.startsWith('pack:') || this.#registry.definition(known))) {
      return this.#registry.run(known);
    }
    const {module, modules, packs} = await this.#link.import(importer, specifier);
    this.#take(modules, packs);
    return this.#registry.run(module);
  }

  #take(modules: readonly LinkedModule[], packs: readonly RanPack[]): void {
    for (const {name, code, packed} of packs) {
      const define = (packed: Record<string, unknown>) => {
        this.#packs.push({name, code, specifiers: Object.keys(packed)});
        this.#registry.definePacked(packed);
      };
      if (packed) define(packed);
      else new Function('definePack', `${code}\n//# sourceURL=pack-${name}.js`)(define);
    }
    this.#refresh ??= refreshRuntimes
      .map((specifier) => this.#registry.packed(specifier) as RefreshRuntime | undefined)
      .find((runtime) => runtime !== undefined);
    this.#registry.define(modules);
  }
}
