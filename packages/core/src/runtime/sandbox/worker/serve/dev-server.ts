import type {PreviewMessage} from '../../../runtime.js';
import type {FrameMessage, NetworkPolicy, SourceProblem, WorkerMessage} from '../../protocol.js';
import {placeInStack} from '../../stack-place.js';
import type {CompileContext} from '../compile/compile-module.js';
import {CompileProblem} from '../compile/problem.js';
import type {FileChange, FileSystem} from '../files/file-system.js';
import {splitQuery} from '../files/paths.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import type {Installation} from '../packs/installation.js';
import {readImportMetaEnv} from '../resolve/env-files.js';
import {Resolver} from '../resolve/resolver.js';
import {type ProjectConfig, readProjectConfig} from '../resolve/static-config.js';
import type {BrowserState} from './browser-state.js';
import {composeDocument, composePage} from './document.js';
import {FrameSession} from './frame-session.js';
import {ModuleGraph} from './module-graph.js';
import {missingPage, stoppedPage} from './plain-pages.js';
import {findPage, serveFile} from './project-file.js';

const configFiles = /^\/(vite\.config\.[mc]?[jt]s|[jt]sconfig(\.\w+)?\.json|package\.json|\.env(\.\w+)*)$/;

export interface DevServerOptions {
  files: FileSystem;
  assets: AssetLoader;
  installation: Installation;
  browser: BrowserState;
  network: NetworkPolicy;
  /** Answers an address that is no file with the start page, as Vite does for apps with a router. */
  fallsBackToIndex: boolean;
  send: (message: WorkerMessage) => void;
  nextDocument: () => number;
  /** A line for the process that runs the server. */
  log: (line: ServerLine) => void;
}

export type ServerLine =
  | {type: 'updated'; path: string; durationMs: number}
  | {type: 'problem'; problem: SourceProblem};

interface PendingUpdate {
  path: string;
  startedAt: number;
}

/** Serves the project to the frame and keeps it up to date while files change. */
export class DevServer {
  readonly #options: DevServerOptions;
  #config: ProjectConfig;
  #env: Record<string, string | boolean>;
  #context: CompileContext;
  #graph: ModuleGraph;
  #session: FrameSession | undefined;
  #isShown = false;
  /** The app was reported as failed and has not recovered since. */
  #isFailed = false;
  #updates = 0;
  readonly #pending = new Map<number, PendingUpdate>();
  /** A whole document is being loaded because of this change. */
  #pendingReload: PendingUpdate | undefined;
  #documentStartedAt = 0;

  constructor(options: DevServerOptions) {
    this.#options = options;
    ({config: this.#config, env: this.#env, context: this.#context, graph: this.#graph} = this.#readConfig());
  }

  get port(): number | undefined {
    return this.#config.port;
  }

  /** Compiles the start page ahead, so that opening it is quick. Problems show when it is opened. */
  warmUp(): void {
    try {
      const page = findPage(this.#options.files, this.#options.browser.address.replace(/[?#].*$/, ''));
      if (page) this.#graph.reachable(composePage(page, this.#context, this.#env).entries);
    } catch (error) {
      if (!(error instanceof CompileProblem)) throw error;
    }
  }

  show(): Promise<void> {
    this.#isShown = true;
    return this.#open();
  }

  hide(): void {
    this.#isShown = false;
    this.#session?.close();
    this.#session = undefined;
  }

  /** Goes to an address of the project. */
  async navigate(address: string, {replace = false}: {replace?: boolean} = {}): Promise<void> {
    this.#options.browser.visit(address, 0, {replace});
    if (this.#isShown) await this.#open();
  }

  async reload(): Promise<void> {
    if (this.#isShown) await this.#open();
  }

  /** The document asked for earlier has loaded and hands over its port. */
  async connect(document: number, port: MessagePort): Promise<void> {
    const session = this.#session;
    if (session?.document !== document) return port.close();
    await session.connect(port, {
      message: (message) => this.#onFrameMessage(message, session),
      fetch: (path) => serveFile(this.#options.files, path),
      flood: () =>
        this.#preview({
          type: 'console',
          level: 'warn',
          text: 'The app sends messages faster than they can be shown. Some were left out.',
        }),
    });
  }

  /** Files changed at `startedAt` (by `performance.now()`). */
  async update(changes: readonly FileChange[], startedAt: number): Promise<void> {
    const relevant = changes.filter(({path}) => !path.startsWith('/node_modules/'));
    const first = relevant[0];
    if (!first) return;
    const pending: PendingUpdate = {path: first.path, startedAt};
    if (relevant.some(({path}) => configFiles.test(path))) {
      ({
        config: this.#config,
        env: this.#env,
        context: this.#context,
        graph: this.#graph,
      } = this.#readConfig());
      return this.#reloadFor(pending);
    }
    this.#graph.invalidate(relevant);
    this.#graph.relink();
    const session = this.#session;
    if (!session) return;
    const paths = new Set(relevant.map(({path}) => path));
    if (session.page.madeFrom.some((path) => paths.has(path))) return this.#reloadFor(pending);

    const number = ++this.#updates;
    try {
      const outcome = await session.update(number);
      if (outcome === 'sent') this.#pending.set(number, pending);
      if (outcome === 'started') this.#pendingReload = pending;
      if (outcome === 'nothing-changed') this.#recovered();
    } catch (error) {
      this.#failedToCompile(error);
    }
  }

  stop(): void {
    this.hide();
    this.#options.send({
      type: 'document',
      document: this.#options.nextDocument(),
      nonce: '',
      html: stoppedPage,
    });
  }

  #readConfig() {
    const {files, installation} = this.#options;
    const config = readProjectConfig(files);
    const resolver = new Resolver(files, {
      aliases: config.aliases,
      isPacked: (specifier) => installation.provides(specifier),
    });
    const context: CompileContext = {
      files,
      resolver,
      jsx: config.jsx,
      refresh: installation.provides('react-refresh/runtime'),
    };
    return {config, env: readImportMetaEnv(files), context, graph: new ModuleGraph(context)};
  }

  #reloadFor(pending: PendingUpdate): Promise<void> {
    this.#pendingReload = pending;
    return this.reload();
  }

  async #open(): Promise<void> {
    const {browser, files, assets, network, send} = this.#options;
    this.#session?.close();
    this.#documentStartedAt = performance.now();
    const document = this.#options.nextDocument();
    const nonce = crypto.randomUUID();
    browser.reloaded(document);
    const frameScript = await assets.text('frame.js');
    const pathname = browser.address.replace(/[?#].*$/, '');
    const path =
      findPage(files, pathname) ?? (this.#options.fallsBackToIndex ? findPage(files, '/') : undefined);
    const page =
      path === undefined ? missingPage(pathname) : {...composePage(path, this.#context, this.#env)};
    if (path !== undefined) page.madeFrom.push(path);

    let problem = page.problem;
    const styles = new Map();
    try {
      for (const [id, module] of this.#graph.reachable(page.styles)) styles.set(id, module);
      this.#graph.reachable(page.entries);
    } catch (error) {
      problem ??= asCompileProblem(error);
    }
    this.#session = new FrameSession({
      document,
      nonce,
      page,
      graph: this.#graph,
      assets,
      env: this.#env,
      styles,
    });
    if (problem) this.#failedToCompile(problem);
    const html = composeDocument(page.html, {
      frameScript,
      network,
      styles: new Map([...styles].map(([id, module]) => [id, module.linked.style ?? ''])),
      setup: {
        nonce,
        document,
        history: browser.history,
        stored: browser.stored,
        network,
        hasModules: page.entries.length > 0,
      },
    });
    send({type: 'document', document, nonce, html});
    this.#preview({type: 'address', address: browser.address});
  }

  #onFrameMessage(message: FrameMessage, session: FrameSession): void {
    if (session !== this.#session) return;
    switch (message.type) {
      case 'console':
        return this.#preview(message);
      case 'failed':
        this.#isFailed = true;
        return this.#preview({...message, ...placeInStack(message.stack)});
      case 'painted':
        return this.#painted();
      case 'updated':
        return this.#updated(message);
      case 'reload-needed': {
        const pending = message.update === undefined ? undefined : this.#pending.get(message.update);
        if (pending) this.#pendingReload = pending;
        return void this.reload();
      }
      case 'navigate':
        return void this.navigate(message.address, {replace: message.replace === 'replace'});
      case 'history':
        if (this.#options.browser.replaceHistory(message.index, message.entries)) {
          this.#preview({type: 'address', address: this.#options.browser.address});
        }
        return;
      case 'storage':
        return this.#options.browser.store(message.area, message.key, message.value);
      case 'open-external':
        return this.#preview(message);
    }
  }

  #painted(): void {
    this.#preview({type: 'painted', durationMs: performance.now() - this.#documentStartedAt});
    this.#recovered();
    const pending = this.#pendingReload;
    this.#pendingReload = undefined;
    this.#pending.clear();
    if (pending) this.#report(pending, 'reload');
  }

  #updated({update, kind}: FrameMessage & {type: 'updated'}): void {
    this.#recovered();
    const pending = this.#pending.get(update);
    this.#pending.delete(update);
    if (pending) this.#report(pending, kind);
  }

  #report({path, startedAt}: PendingUpdate, kind: 'hot' | 'style' | 'reload'): void {
    const durationMs = performance.now() - startedAt;
    const file = splitQuery(path).path.slice(1);
    this.#options.send({type: 'update', update: {path: file, kind, durationMs}});
    this.#options.log({type: 'updated', path: file, durationMs});
  }

  #failedToCompile(error: unknown): void {
    const problem = asCompileProblem(error).toSourceProblem();
    this.#session?.showProblem(problem);
    this.#isFailed = true;
    const {message, path, line, column} = problem;
    this.#preview({
      type: 'failed',
      kind: 'compile',
      message,
      ...(path !== undefined && {path}),
      ...(line !== undefined && {line}),
      ...(column !== undefined && {column}),
    });
    this.#options.log({type: 'problem', problem});
  }

  #recovered(): void {
    if (!this.#isFailed) return;
    this.#isFailed = false;
    this.#preview({type: 'recovered'});
  }

  #preview(message: PreviewMessage): void {
    this.#options.send({type: 'preview-message', message});
  }
}

function asCompileProblem(error: unknown): CompileProblem {
  if (error instanceof CompileProblem) return error;
  throw error;
}
