import type {
  Client,
  ClientPreviewMessage,
  ClientProcess,
  Container,
} from '../../runtime/webcontainer/client.js';

type Listener = (...values: never[]) => void;

/** A stand-in for the module `@webcontainer/api`: it notes what it is asked and boots when the test says so. */
export class FakeClient {
  readonly containers: FakeContainer[] = [];
  readonly bootOptions: unknown[] = [];
  readonly keys: string[] = [];
  readonly reloaded: HTMLIFrameElement[] = [];
  loads = 0;
  /** What the next boots do, in order. Left empty: they come up at once. */
  readonly plan: ('hang' | Error)[] = [];
  private hung: (() => void)[] = [];

  readonly load = (): Promise<Client> => {
    this.loads++;
    return Promise.resolve(this.module);
  };

  /** Lets the boots that hang come up. */
  comeUp(): void {
    for (const resolve of this.hung) resolve();
    this.hung = [];
  }

  private async boot(options: unknown): Promise<Container> {
    this.bootOptions.push(options);
    const next = this.plan.shift();
    if (next instanceof Error) throw next;
    if (next === 'hang') await new Promise<void>((resolve) => this.hung.push(resolve));
    if (this.containers.some(({isTornDown}) => !isTornDown)) {
      throw new Error('Only a single WebContainer instance can be booted');
    }
    const container = new FakeContainer();
    this.containers.push(container);
    return container as unknown as Container;
  }

  private readonly module: Client = {
    WebContainer: {boot: (options) => this.boot(options)},
    configureAPIKey: (key) => {
      if (this.bootOptions.length > 0)
        throw new Error('`configureAPIKey` should always be called before boot');
      this.keys.push(key);
    },
    reloadPreview: (frame) => {
      this.reloaded.push(frame);
      return Promise.resolve();
    },
    get auth(): never {
      throw new Error('not faked');
    },
  };
}

export class FakeContainer {
  readonly workdir = '/home/codecraft';
  isTornDown = false;
  /** Every call in order, such as `fs.writeFile project/a.txt`. */
  readonly calls: string[] = [];
  readonly processes: FakeClientProcess[] = [];
  spawnError: Error | null = null;
  exported: unknown = {};
  readonly watchers = new Set<(event: string, path: string) => void>();
  private readonly listeners = new Map<string, Set<Listener>>();

  readonly fs = {
    readFile: (...args: unknown[]) => this.note('fs.readFile', args, 'text'),
    writeFile: (path: string) => this.note('fs.writeFile', [path], undefined),
    readdir: (...args: unknown[]) => this.note('fs.readdir', args, []),
    mkdir: (...args: unknown[]) => this.note('fs.mkdir', args, undefined),
    rm: (...args: unknown[]) => this.note('fs.rm', args, undefined),
    rename: (...args: unknown[]) => this.note('fs.rename', args, undefined),
    watch: (folder: string, _options: unknown, listener: (event: string, path: string) => void) => {
      this.calls.push(`fs.watch ${folder}`);
      this.watchers.add(listener);
      return {close: () => void this.watchers.delete(listener)};
    },
  };

  mount(_tree: unknown, {mountPoint}: {mountPoint: string}): Promise<void> {
    return this.note('mount', [mountPoint], undefined);
  }

  async spawn(command: string, args: string[], options: {cwd?: string}): Promise<ClientProcess> {
    await this.note('spawn', [command, ...args, options], undefined);
    if (this.spawnError) throw this.spawnError;
    const process = new FakeClientProcess();
    this.processes.push(process);
    return process;
  }

  export(path: string, options: unknown): Promise<unknown> {
    return this.note('export', [path, options], this.exported);
  }

  on(event: string, listener: Listener): () => void {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  emit(
    event: 'preview-message',
    message: {type: `${ClientPreviewMessage['type']}`; [detail: string]: unknown},
  ): void;
  emit(event: 'port' | 'server-ready' | 'error' | 'xdg-open', ...values: unknown[]): void;
  emit(event: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(...(values as never[]));
  }

  /** A command changed these files, and `exported` is what the folder has now. */
  change(exported: unknown, ...paths: string[]): void {
    this.exported = exported;
    for (const watcher of this.watchers) for (const path of paths) watcher('change', path);
  }

  get listenerCount(): number {
    return [...this.listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }

  teardown(): void {
    if (this.isTornDown) throw new Error('WebContainer already torn down');
    this.isTornDown = true;
  }

  private note<Value>(call: string, args: unknown[], value: Value): Promise<Value> {
    const shown = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
    this.calls.push([call, ...shown].join(' '));
    return Promise.resolve(value);
  }
}

export class FakeClientProcess implements ClientProcess {
  readonly exit: Promise<number>;
  readonly output: ReadableStream<string>;
  readonly input = new WritableStream<string>();
  readonly sizes: unknown[] = [];
  isKilled = false;
  private controller!: ReadableStreamDefaultController<string>;
  private resolveExit!: (code: number) => void;

  constructor() {
    this.exit = new Promise((resolve) => {
      this.resolveExit = resolve;
    });
    this.output = new ReadableStream({
      start: (controller) => {
        this.controller = controller;
      },
    });
  }

  print(text: string): void {
    this.controller.enqueue(text);
  }

  closeOutput(): void {
    this.controller.close();
  }

  end(code: number): void {
    this.resolveExit(code);
  }

  kill(): void {
    this.isKilled = true;
  }

  resize(dimensions: {cols: number; rows: number}): void {
    this.sizes.push(dimensions);
  }
}
