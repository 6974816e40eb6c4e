import {Answers} from '../../answers.js';
import type {FrameCommand, FrameMessage, LinkedModule, PackCode, SourceProblem} from '../../protocol.js';
import {whenReady} from '../compile/not-yet.js';
import type {FileChange} from '../files/file-system.js';
import type {AssetLoader} from '../packs/asset-loader.js';
import type {ComposedPage} from './document.js';
import {FrameLink, type FrameLinkEvents} from './frame-link.js';
import {FrameSockets} from './frame-sockets.js';
import {FrameWatch, type FrameWatchEvents} from './frame-watch.js';
import type {GraphModule, ModuleGraph} from './module-graph.js';
import type {AnswerRequest, OpenSocket, PageRequest} from './page-origin.js';

export interface SessionEvents extends Omit<FrameLinkEvents, 'isExpected'>, FrameWatchEvents {
  fetch: AnswerRequest;
  connect: OpenSocket;
}

/**
 * `sent`: the document answers. `started`: the app had never run and does now. `solved`: the sources compile again and
 * are what the document has. `reload`: only another document can show it.
 */
export type UpdateOutcome = 'sent' | 'started' | 'solved' | 'reload';

/** Code that is sent at once while there is more to come, in characters: some 20 ms of compiling, or as many of reading. */
const batchLength = 150_000;

/** One document in the frame: which modules it has, and how it gets new ones. */
export class FrameSession {
  readonly document: number;
  readonly page: ComposedPage;
  /** In the document's HTML, or in its frame before. */
  readonly packs: readonly PackCode[];
  readonly #graph: ModuleGraph;
  readonly #assets: AssetLoader;
  readonly #env: Record<string, string | boolean>;
  /** Entries, linked styles and what was imported dynamically: everything else hangs on these. */
  readonly #roots: Set<string>;
  /** Names of those that the document has. */
  readonly #packs: Set<string>;
  /** Files that the app fetched, such as images in `public/`. */
  readonly #served = new Set<string>();
  #sent = new Map<string, GraphModule>();
  #link: FrameLink | undefined;
  /** Ends what servers send to the document. */
  #closeStreams: () => void = () => undefined;
  #watch: FrameWatch | undefined;
  #isStarted = false;
  /** Nothing in it swaps modules, unless what it imports later does. */
  #onlyReloads = false;
  #isPainted = false;
  /** The document can take no more updates. */
  #isLost = false;
  #problem: SourceProblem | undefined;

  constructor(options: {
    document: number;
    page: ComposedPage;
    graph: ModuleGraph;
    assets: AssetLoader;
    env: Record<string, string | boolean>;
    /** Linked styles, already in the document's HTML. */
    styles: ReadonlyMap<string, GraphModule>;
    packs: readonly PackCode[];
  }) {
    ({document: this.document, page: this.page, packs: this.packs} = options);
    ({graph: this.#graph, assets: this.#assets, env: this.#env} = options);
    this.#roots = new Set([...options.page.entries, ...options.page.styles]);
    this.#sent = new Map(options.styles);
    this.#packs = new Set(options.packs.map(({name}) => name));
  }

  /** @returns once the document has what it needs to run */
  async connect(port: MessagePort, events: SessionEvents): Promise<void> {
    const answers = new Answers((event, transfer) => this.#link?.send(event, transfer));
    const fetch = async (request: PageRequest, signal: AbortSignal) => {
      const reply = await events.fetch(request, signal);
      if ('file' in reply && reply.file !== undefined) this.#served.add(reply.file);
      return reply;
    };
    const sockets = new FrameSockets(events.connect, (command) => this.#link?.send(command));
    this.#closeStreams = () => {
      answers.close();
      sockets.close();
    };
    this.#link = new FrameLink(port, {
      ...events,
      isExpected: (message) =>
        (message.type === 'fetch-room' && answers.isOwed(message)) || sockets.expects(message),
      cutOff: () => {
        events.cutOff();
        this.#isLost = true;
        this.#watch?.stop();
        this.#closeStreams();
      },
      message: (message) => {
        switch (message.type) {
          case 'pong':
            return this.#watch?.answered();
          case 'fetch':
            return void answers.answer(message.id, (signal) => fetch(message, signal));
          case 'fetch-room':
            return answers.giveRoom(message);
          case 'fetch-abort':
            return answers.abort(message.id);
          case 'socket-open':
            return sockets.open(message);
          case 'socket-send':
          case 'socket-room':
          case 'socket-close':
            return sockets.receive(message);
          case 'import':
            return void this.#answerImport(message);
          default:
            return events.message(message);
        }
      },
    });
    const lost = (report: () => void) => () => {
      this.#isLost = true;
      report();
    };
    this.#watch = new FrameWatch(() => this.#send({type: 'ping'}), {
      stuck: lost(events.stuck),
      left: lost(() => {
        this.#closeStreams();
        events.left();
      }),
      unstuck: () => {
        this.#isLost = false;
        events.unstuck();
      },
    });
    if (this.#problem) this.#link.send({type: 'problem', problem: this.#problem});
    else await this.start();
  }

  async start(): Promise<void> {
    // Without a port nothing can be sent: it starts once it is connected.
    if (!this.#link || this.#isStarted) return;
    const modules = await whenReady(() => this.#findAndSend());
    if (!this.#link || this.#isStarted) return;
    this.#isStarted = true;
    const packs = await this.#newPacks(modules.values());
    this.#send({
      type: 'start',
      modules: this.#changed(modules),
      removed: this.#noLongerIn(modules),
      entries: this.page.entries,
      packs,
      env: this.#env,
    });
    this.#sent = modules;
  }

  /** Sends modules as they are found: while others are compiled, the browser reads these. */
  #findAndSend(): Map<string, GraphModule> {
    let batch: GraphModule[] = [];
    let length = 0;
    return this.#graph.reachable(this.#roots, (module) => {
      if (this.#sent.get(module.id) === module) return;
      batch.push(module);
      length += module.linked.code.length;
      if (length < batchLength) return;
      for (const one of batch) this.#sent.set(one.id, one);
      this.#send({type: 'define', modules: batch.map(({linked}) => linked)});
      batch = [];
      length = 0;
    });
  }

  /**
   * Brings the document up to date with the sources.
   *
   * @throws CompileProblem, and then nothing was sent
   */
  async update(number: number): Promise<UpdateOutcome> {
    const modules = await whenReady(() => this.#graph.reachable(this.#roots));
    const hadProblem = this.#problem !== undefined;
    this.#problem = undefined;
    if (!this.#isStarted) {
      await this.start();
      return 'started';
    }
    const changed = this.#changed(modules);
    const removed = this.#noLongerIn(modules);
    if (changed.length === 0 && removed.length === 0) {
      if (hadProblem) this.#send({type: 'problem-solved'});
      return 'solved';
    }
    if (this.#onlyReloads && changed.some((module) => !this.#isStyleSwap(module))) return 'reload';
    const packs = await this.#newPacks(modules.values());
    this.#send({type: 'update', update: number, modules: changed, removed, packs});
    this.#sent = modules;
    return 'sent';
  }

  /**
   * The app says that its modules ran.
   *
   * @param edits how it will show those of its modules
   * @returns false where it said so before
   */
  painted(edits: 'hot' | 'reload'): boolean {
    if (this.#isPainted) return false;
    this.#isPainted = true;
    this.#onlyReloads = edits === 'reload';
    return true;
  }

  /** Whether only a new document can show these changes: the page itself was written from them, or cannot be told. */
  needsReload(changes: readonly FileChange[]): boolean {
    return (
      this.#isLost || changes.some(({path}) => this.page.madeFrom.includes(path) || this.#served.has(path))
    );
  }

  showOverlay(problem: SourceProblem): void {
    this.#send({type: 'problem', problem});
  }

  /** Shown now, and once the document is connected. */
  showProblem(problem: SourceProblem): void {
    this.#problem = problem;
    this.#send({type: 'problem', problem});
  }

  /** The frame has loaded once more. The app may have written its document anew, or left it. */
  checkPresence(): void {
    this.#watch?.checkPresence();
  }

  close(): void {
    this.#watch?.stop();
    this.#closeStreams();
    this.#link?.close();
    this.#link = undefined;
  }

  #send(command: FrameCommand): void {
    this.#link?.send(command);
  }

  /** Its importers see the same exports: only its CSS is new. */
  #isStyleSwap({id, style, code}: LinkedModule): boolean {
    return style !== undefined && this.#sent.get(id)?.linked.code === code;
  }

  #noLongerIn(modules: ReadonlyMap<string, GraphModule>): string[] {
    return [...this.#sent.keys()].filter((id) => !modules.has(id));
  }

  #changed(modules: ReadonlyMap<string, GraphModule>) {
    return [...modules.values()]
      .filter((module) => this.#sent.get(module.id) !== module)
      .map(({linked}) => linked);
  }

  async #newPacks(modules: Iterable<GraphModule>): Promise<PackCode[]> {
    const names = new Set([...modules].flatMap(({packs}) => packs).filter((name) => !this.#packs.has(name)));
    for (const name of names) this.#packs.add(name);
    return Promise.all([...names].map(async (name) => ({name, code: await this.#assets.packCode(name)})));
  }

  async #answerImport({id, importer, specifier}: FrameMessage & {type: 'import'}): Promise<void> {
    this.#onlyReloads = false;
    try {
      const root = this.#graph.resolve(specifier, importer);
      if (root === undefined) throw new Error(`${specifier} was not found from ${importer}.`);
      const modules = root.startsWith('pack:')
        ? this.#sent
        : await whenReady(() => this.#graph.reachable([...this.#roots, root]));
      if (!root.startsWith('pack:')) this.#roots.add(root);
      const packs = await this.#newPacks(modules.values());
      this.#send({type: 'import-reply', id, module: root, modules: this.#changed(modules), packs});
      this.#sent = new Map([...this.#sent, ...modules]);
    } catch (error) {
      this.#send({
        type: 'request-failed',
        id,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
