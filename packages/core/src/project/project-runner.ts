import {CodecraftError} from '../errors.js';
import {toTree} from '../files/index.js';
import type {FileEntry} from '../protocol/index.js';
import type {PreviewMessage, Runtime, RuntimePreview, RuntimeProcess} from '../runtime/runtime.js';
import {FileMirror} from './file-mirror.js';
import type {OpenDocument} from './open-document.js';
import {OutputLog} from './output-log.js';
import type {ConsoleEntry, RunState} from './project-state.js';
import {planStart} from './start-command.js';

const maxConsoleEntries = 500;

export type BootRuntime = () => Promise<Runtime>;

/** Runs a project: mount, install, start, and from then on every edit as it is made. */
export class ProjectRunner {
  readonly terminal = new OutputLog();
  private readonly boot: BootRuntime;
  private readonly open: (fileId: string) => Promise<OpenDocument>;
  private readonly onChange: () => void;
  private current: RunState = {status: 'idle'};
  private entries: readonly ConsoleEntry[] = [];
  private runtime: Runtime | null = null;
  private preview: {container: HTMLElement; preview: RuntimePreview} | null = null;
  private mirror: FileMirror | null = null;
  private process: RuntimeProcess | null = null;
  /** Grows with each run and stop, so that a slow step of an older run does nothing more. */
  private attempt = 0;

  constructor(options: {
    boot: BootRuntime;
    open: (fileId: string) => Promise<OpenDocument>;
    onChange: () => void;
  }) {
    this.boot = options.boot;
    this.open = options.open;
    this.onChange = options.onChange;
  }

  get state(): RunState {
    return this.current;
  }

  get console(): readonly ConsoleEntry[] {
    return this.entries;
  }

  async run(files: readonly FileEntry[]): Promise<void> {
    this.end();
    const attempt = ++this.attempt;
    const isCurrent = () => attempt === this.attempt;
    this.entries = [];
    this.terminal.clear();
    this.change({status: 'booting'});
    try {
      await this.start(files, isCurrent);
    } catch (error) {
      if (isCurrent()) this.fail(error);
    }
  }

  stop(): void {
    if (this.current.status === 'idle') return;
    this.attempt++;
    this.end();
    this.change({status: 'stopped'});
  }

  /** Tells the running project about files that came, moved or went. */
  update(files: readonly FileEntry[]): void {
    this.mirror?.update(files);
  }

  /** Shows the running app; null while nothing runs. */
  attachPreview(container: HTMLElement): RuntimePreview | null {
    if (!this.runtime || this.current.status !== 'running') return null;
    if (this.preview?.container !== container) {
      this.preview = {container, preview: this.runtime.attachPreview(container)};
    }
    return this.preview.preview;
  }

  dispose(): void {
    this.attempt++;
    this.end();
    this.runtime?.teardown();
    this.runtime = null;
  }

  private async start(files: readonly FileEntry[], isCurrent: () => boolean): Promise<void> {
    const mirror = new FileMirror(this.open, (error) => this.fail(error));
    this.mirror = mirror;
    const [runtime, texts] = await Promise.all([this.startRuntime(), mirror.load(files)]);
    const plan = planStart(texts['package.json']);
    if (!isCurrent()) return;
    await runtime.mount(toTree(texts));
    mirror.follow(runtime.fs);
    if (plan.install) {
      if (!isCurrent()) return;
      this.change({status: 'installing', progress: null});
      const code = await this.execute(runtime, 'npm', ['install']);
      if (!isCurrent()) return;
      if (code !== 0)
        throw new CodecraftError('runtime-failed', this.lastLine('npm install did not finish.'));
    }
    if (!isCurrent()) return;
    this.change({status: 'starting'});
    const code = await this.execute(runtime, plan.command, [...plan.args]);
    if (!isCurrent()) return;
    const command = [plan.command, ...plan.args].join(' ');
    if (code !== 0)
      throw new CodecraftError('runtime-failed', this.lastLine(`${command} ended with code ${code}.`));
    this.change({status: 'stopped'});
  }

  private async startRuntime(): Promise<Runtime> {
    if (this.runtime) return this.runtime;
    const runtime = await this.boot();
    this.runtime = runtime;
    runtime.on('server-ready', (port) => this.change({status: 'running', port, failure: null}));
    runtime.on('preview-message', (message) => this.onPreviewMessage(message));
    runtime.on('error', ({message}) => this.fail(new CodecraftError('runtime-failed', message)));
    runtime.on('install-progress', (progress) => {
      if (this.current.status === 'installing') this.change({status: 'installing', progress});
    });
    return runtime;
  }

  /** Runs a command to its end; the command is shown as it would be typed. */
  private async execute(runtime: Runtime, command: string, args: string[]): Promise<number> {
    this.terminal.write(`\x1b[2m$\x1b[0m ${[command, ...args].join(' ')}\r\n`);
    const process = await runtime.spawn(command, args);
    this.process = process;
    const drained = process.output.pipeTo(new WritableStream({write: (chunk) => this.terminal.write(chunk)}));
    const code = await process.exit;
    await drained;
    if (this.process === process) this.process = null;
    return code;
  }

  private onPreviewMessage(message: PreviewMessage): void {
    if (message.type === 'console') {
      this.entries = [...this.entries, message].slice(-maxConsoleEntries);
      this.onChange();
    }
    if (this.current.status !== 'running') return;
    if (message.type === 'failed') this.change({...this.current, failure: message});
    if (message.type === 'recovered') this.change({...this.current, failure: null});
    if (message.type === 'address' || message.type === 'painted') this.onChange();
  }

  private end(): void {
    this.process?.kill();
    this.process = null;
    this.preview?.preview.detach();
    this.preview = null;
    this.mirror?.dispose();
    this.mirror = null;
  }

  private fail(error: unknown): void {
    this.end();
    const message = error instanceof Error ? error.message : String(error);
    this.change({status: 'failed', message});
  }

  /** What a command said last, which is where tools put the reason. */
  private lastLine(fallback: string): string {
    const lines = this.terminal.text.replace(/\x1b\[[0-9;]*m/g, '').split(/\r?\n/);
    return lines.findLast((line) => line.trim() !== '' && !line.startsWith('$'))?.trim() ?? fallback;
  }

  private change(state: RunState): void {
    this.current = state;
    this.onChange();
  }
}
