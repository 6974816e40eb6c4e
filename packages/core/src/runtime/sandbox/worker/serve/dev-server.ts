import {CodecraftError} from '../../../../errors.js';
import {type FrameMessage, framePack, type WorkerMessage} from '../../protocol.js';
import {placeInStack} from '../../stack-place.js';
import type {Compilers} from '../compile/compilers.js';
import {NotYet, whenReady} from '../compile/not-yet.js';
import {CompileProblem, describeProblem} from '../compile/problem.js';
import type {FileChange, FileSystem} from '../files/file-system.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import type {Installation} from '../packs/installation.js';
import type {BrowserState} from './browser-state.js';
import type {Reach} from './content-security-policy.js';
import {type ComposedPage, composeDocument, composePage, enclose} from './document.js';
import {FrameSession, type SessionEvents} from './frame-session.js';
import type {GraphModule} from './module-graph.js';
import type {AnswerRequest, OpenSocket, PageOrigin, PageRequest, SentForm} from './page-origin.js';
import {leftPage, missingPage, stoppedPage} from './plain-pages.js';
import {type PendingUpdate, PreviewReports, type ServerLine} from './preview-reports.js';
import {findPage, serveRequest} from './project-file.js';
import {ProjectSources} from './project-sources.js';
import type {WaitingFrames} from './waiting-frames.js';

export interface DevServerOptions {
  files: FileSystem;
  assets: AssetLoader;
  installation: Installation;
  compilers: Compilers;
  browser: BrowserState;
  reach: Reach;
  /** Answers an address that is no file with the start page, as Vite does for apps with a router. */
  fallsBackToIndex: boolean;
  /** Where `files` come from, if they are not the project's own. */
  origin?: PageOrigin;
  /** Asks another server of the project, by its whole URL. */
  askServer: AnswerRequest;
  /** As for `askServer`. */
  connectToServer: OpenSocket;
  send: (message: WorkerMessage) => void;
  nextDocument: () => number;
  waitingFrames: WaitingFrames;
  log: (line: ServerLine) => void;
}

const sentences = {
  flood: 'The app sends messages faster than they can be shown. Some were left out.',
  cutOff: 'The app sent too many messages and is no longer listened to. The next change starts it again.',
  stuck: 'The app has not answered for 5 seconds; it may be in a loop. The next change starts it again.',
  left: 'The app led the preview to another address. The next change starts it again.',
};

/** Serves the project to the frame and keeps it up to date while files change. */
export class DevServer {
  readonly #options: DevServerOptions;
  #sources: ProjectSources;
  readonly #reports: PreviewReports;
  #session: FrameSession | undefined;
  #isShown = false;
  /** The newest document asked for; older ones that are still being made are dropped. */
  #document = 0;
  #updates = 0;

  constructor(options: DevServerOptions) {
    this.#options = options;
    this.#sources = new ProjectSources(
      options.files,
      options.installation,
      options.compilers,
      options.assets,
    );
    this.#reports = new PreviewReports({
      preview: (message) => options.send({type: 'preview-message', message}),
      update: (update) => options.send({type: 'update', update}),
      log: options.log,
    });
  }

  /** The port that the project's configuration names. */
  get port(): number | undefined {
    return this.#sources.port;
  }

  /** Compiles the start page ahead, so that opening it is quick. Problems show when it is opened. */
  async warmUp(): Promise<void> {
    try {
      await whenReady(() => this.#sources.graph.reachable(this.#compose().page.entries));
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
    this.#document = 0;
    this.#session?.close();
    this.#session = undefined;
  }

  /** Goes to an address of the project. */
  async navigate(
    address: string,
    {replace = false, form}: {replace?: boolean; form?: SentForm | undefined} = {},
  ): Promise<void> {
    this.#options.browser.visit(address, 0, {replace});
    if (this.#isShown) await this.#open(form);
  }

  async reload(): Promise<void> {
    if (this.#isShown) await this.#open();
  }

  stop(): void {
    this.hide();
    this.#showPlainPage(stoppedPage);
  }

  /** The document asked for earlier has loaded and hands over its port. */
  async connect(document: number, port: MessagePort): Promise<void> {
    const session = this.#session;
    if (session?.document !== document) return port.close();
    const events: SessionEvents = {
      message: (message) => this.#onFrameMessage(message, session),
      fetch: (request, signal) => this.#fetch(request, signal),
      connect: (address, ...socket) => {
        const {origin, connectToServer} = this.#options;
        if (/^wss?:/.test(address)) return connectToServer(address, ...socket);
        if (origin?.connect) return origin.connect(address, ...socket);
        throw new CodecraftError('not-found', 'Only files are served here, and no socket.');
      },
      flood: () => this.#reports.preview({type: 'console', level: 'warn', text: sentences.flood}),
      cutOff: () => {
        session.showOverlay(describeProblem('stopped', sentences.cutOff, {}));
        this.#reports.failedToRun(sentences.cutOff);
      },
      stuck: () => this.#reports.failedToRun(sentences.stuck),
      unstuck: () => this.#reports.recovered(),
      left: () => {
        this.#reports.failedToRun(sentences.left);
        this.#showPlainPage(leftPage);
      },
    };
    try {
      await session.connect(port, events);
    } catch (error) {
      this.#showProblem(session, asCompileProblem(error));
    }
  }

  /** The frame that shows this document has loaded something else, or again. */
  loadedAgain(document: number): void {
    if (this.#session?.document === document) this.#session.checkPresence();
  }

  /** Files changed at `startedAt`, by `performance.now()`. */
  async update(changes: readonly FileChange[], startedAt: number): Promise<void> {
    const relevant = changes.filter(({path}) => !path.startsWith('/node_modules/'));
    const path = relevant[0]?.path;
    if (path === undefined) return;
    const pending: PendingUpdate = {path, startedAt};
    const {origin} = this.#options;
    if (origin) {
      if (!this.#session || !origin.isShownIn(relevant)) return;
      return this.#openFor(pending);
    }
    const isConfigNew = this.#sources.apply(relevant);
    const session = this.#session;
    if (!session) return;
    if (isConfigNew || session.needsReload(relevant)) return this.#openFor(pending);
    const number = ++this.#updates;
    try {
      const outcome = await session.update(number);
      if (outcome === 'reload') return this.#openFor(pending);
      if (outcome === 'sent') this.#reports.sent(number, pending);
      if (outcome === 'started') this.#reports.reloads(pending);
      if (outcome === 'solved') this.#reports.recovered();
    } catch (error) {
      this.#showProblem(session, asCompileProblem(error));
    }
  }

  #showPlainPage(html: string): void {
    const document = this.#options.nextDocument();
    this.#options.waitingFrames.forget();
    this.#options.send({type: 'document', document, nonce: '', html, frame: undefined});
  }

  /** Shows a change by another document. */
  #openFor(pending: PendingUpdate): Promise<void> {
    this.#reports.reloads(pending);
    return this.#open();
  }

  async #open(form?: SentForm): Promise<void> {
    const {browser, assets, reach, send} = this.#options;
    const document = this.#options.nextDocument();
    this.#document = document;
    this.#session?.close();
    this.#session = undefined;
    this.#reports.loadStarted();
    const [frameCode, installed, loaded] = await Promise.all([
      assets.packCode(framePack),
      this.#options.installation.packCodes(),
      this.#options.origin?.load(browser.address, form),
    ]);
    if (this.#document !== document) return;

    if (loaded) this.#take(loaded.address, document);
    else browser.reloaded(document);
    const {page, styles, problem} = await whenReady(() => this.#compose(loaded?.path));
    if (this.#document !== document) return;
    const {graph, env} = this.#sources;
    // Plain pages run none.
    const packs = [{name: framePack, code: frameCode}, ...(page.entries.length > 0 ? installed : [])];
    const session = new FrameSession({document, page, graph, assets, env, styles, packs});
    this.#session = session;
    const nonce = crypto.randomUUID();
    // What answers a form cannot be asked for again, so it is made for any frame.
    if (form) this.#options.waitingFrames.forget();
    const waiting = this.#options.waitingFrames.take();
    const packsWaiting = packs.map(({name}) => name).filter((name) => waiting?.packs.includes(name));
    const brought = packs.filter(({name}) => !packsWaiting.includes(name));
    // A limited document lies in one of ours, where the frame's port is out of its reach.
    const link = reach.isLimited ? undefined : waiting?.link;
    if (!link) waiting?.link?.close();
    const setup = {
      nonce,
      document,
      history: browser.history,
      stored: browser.stored,
      hasModules: page.entries.length > 0,
      isEnclosed: reach.isLimited,
      packsWaiting,
      isLinked: link !== undefined,
    };
    const composed = composeDocument(page.html, {setup, reach, styles, packs: brought});
    const html = reach.isLimited ? enclose(composed, reach) : composed;
    const frame = link || packsWaiting.length > 0 ? waiting?.frame : undefined;
    send({type: 'document', document, nonce, html, frame});
    this.#reports.preview({type: 'address', address: browser.address});
    // Only now: while the modules are compiled, the browser opens the frame. Where there is a port, they are sent as well.
    const found = problem ?? (link ? undefined : this.#findProblem(page));
    if (found) this.#showProblem(session, found);
    if (link) this.#run(this.connect(document, link));
  }

  /** The page at the current address, with the styles that it links. */
  #compose(loadedPath?: string): {
    page: ComposedPage;
    styles: Map<string, GraphModule>;
    problem: CompileProblem | undefined;
  } {
    const {files, browser, fallsBackToIndex} = this.#options;
    const {graph, context, env} = this.#sources;
    const pathname = browser.address.replace(/[?#].*$/, '');
    const path =
      loadedPath ?? findPage(files, pathname) ?? (fallsBackToIndex ? findPage(files, '/') : undefined);
    if (path === undefined) return {page: missingPage(pathname), styles: new Map(), problem: undefined};
    const page = composePage(path, context, env);
    let styles = new Map<string, GraphModule>();
    let problem = page.problem;
    try {
      styles = graph.reachable(page.styles);
    } catch (error) {
      problem ??= asCompileProblem(error);
    }
    return {page, styles, problem};
  }

  /** Compiles what the page runs. A compiler that is not ready yet is waited for by the document, once it is there. */
  #findProblem(page: ComposedPage): CompileProblem | undefined {
    try {
      this.#sources.graph.reachable(page.entries);
      return undefined;
    } catch (error) {
      return error instanceof NotYet ? undefined : asCompileProblem(error);
    }
  }

  /** The page came from elsewhere: other files than before, and maybe another address than asked for. */
  #take(address: string, document: number): void {
    const {files, installation, compilers, assets, browser} = this.#options;
    browser.visit(address, document, {replace: true});
    this.#sources = new ProjectSources(files, installation, compilers, assets);
  }

  #fetch(request: PageRequest, signal: AbortSignal): ReturnType<AnswerRequest> {
    const {origin, files, askServer} = this.#options;
    if (/^https?:/.test(request.address)) return askServer(request, signal);
    return origin ? origin.fetch(request, signal) : serveRequest(files, request);
  }

  #showProblem(session: FrameSession, problem: CompileProblem): void {
    const described = problem.toSourceProblem();
    session.showProblem(described);
    this.#reports.failedToCompile(described);
  }

  #onFrameMessage(message: FrameMessage, session: FrameSession): void {
    if (session !== this.#session) return;
    const reports = this.#reports;
    switch (message.type) {
      case 'console':
      case 'open-external':
        return reports.preview(message);
      case 'failed':
        return this.#failedToRun(message, session);
      case 'painted':
        return this.#painted(message, session);
      case 'updated':
        return reports.updated(message.update, message.kind);
      case 'reload-needed':
        if (message.update !== undefined) reports.becameReload(message.update);
        return this.#run(this.reload());
      case 'navigate':
        return this.#run(
          this.navigate(message.address, {replace: message.replace !== undefined, form: message.form}),
        );
      case 'history':
        if (!this.#options.browser.replaceHistory(message.index, message.entries)) return;
        return reports.preview({type: 'address', address: this.#options.browser.address});
      case 'storage':
        return this.#options.browser.store(message.area, message.key, message.value);
    }
  }

  #painted({edits}: FrameMessage & {type: 'painted'}, session: FrameSession): void {
    const isShownEdit = this.#reports.painted();
    if (!session.painted(edits) || (edits === 'hot' && !isShownEdit)) return;
    // A limited document lies in one of ours, and its packs with it.
    const packs = this.#options.reach.isLimited ? [] : session.packs;
    this.#options.send({type: 'document-expected', packs});
  }

  #failedToRun(message: FrameMessage & {type: 'failed'}, session: FrameSession): void {
    const place = this.#sources.graph.sourcePlace(placeInStack(message.stack));
    this.#reports.failed({...message, ...place});
    if (message.kind !== 'runtime') return;
    const path = place.path === undefined ? undefined : `/${place.path}`;
    const source = path === undefined ? undefined : this.#options.files.textIfAny(path);
    session.showOverlay(describeProblem('stopped', message.message, {...place, path, source}));
  }

  #run(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.send({type: 'runtime-error', message});
    });
  }
}

function asCompileProblem(error: unknown): CompileProblem {
  if (error instanceof CompileProblem) return error;
  throw error;
}
