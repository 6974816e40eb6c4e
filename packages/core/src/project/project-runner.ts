import {CodecraftError} from '../errors.js';
import type {PreviewMessage, Runtime, RuntimePreview, RuntimeProcess} from '../runtime/runtime.js';
import type {CommandOutput} from './command-output.js';
import type {ProjectRuntime} from './project-runtime.js';
import type {ConsoleEntry, RunState} from './project-state.js';
import {planStart} from './start-command.js';

const maxConsoleEntries = 500;

/** Runs a project: install, start, and show what it serves. */
export class ProjectRunner {
  private readonly runtime: ProjectRuntime;
  private readonly output: CommandOutput;
  private readonly onChange: () => void;
  private current: RunState = {status: 'idle'};
  private entries: readonly ConsoleEntry[] = [];
  /** On which something listens, be it started in a terminal. */
  private readonly ports = new Set<number>();
  private shown: {container: HTMLElement; preview: RuntimePreview} | null = null;
  private process: RuntimeProcess | null = null;
  /** Grows with each run and stop, so that a slow step of an older run does nothing more. */
  private attempt = 0;

  constructor(runtime: ProjectRuntime, output: CommandOutput, onChange: () => void) {
    this.runtime = runtime;
    this.output = output;
    this.onChange = onChange;
  }

  get state(): RunState {
    return this.current;
  }

  get console(): readonly ConsoleEntry[] {
    return this.entries;
  }

  async run(): Promise<void> {
    this.end();
    const attempt = ++this.attempt;
    const isCurrent = () => attempt === this.attempt;
    this.entries = [];
    this.output.log.clear();
    this.change({status: 'booting'});
    try {
      await this.start(isCurrent);
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

  /** What `attachPreview` gave, until its run ends. */
  get preview(): RuntimePreview | null {
    return this.shown?.preview ?? null;
  }

  /** Shows the app, from when it is installed on; null while nothing runs. */
  attachPreview(container: HTMLElement): RuntimePreview | null {
    const runtime = this.runtime.current;
    if (!runtime || !isUnderWay(this.current)) return null;
    // Else it would show the app of before, which still listens.
    if (this.current.status !== 'running' && this.ports.size > 0) return null;
    if (this.shown?.container !== container) {
      this.shown = {container, preview: runtime.attachPreview(container)};
    }
    return this.shown.preview;
  }

  dispose(): void {
    this.attempt++;
    this.end();
  }

  /** Hears of what a runtime does that has just booted. */
  follow(runtime: Runtime): void {
    this.ports.clear();
    runtime.on('server-ready', (port) =>
      this.change({status: 'running', port, failure: null, isShown: false}),
    );
    runtime.on('port', (port, type) => {
      if (type === 'open') this.ports.add(port);
      else {
        this.ports.delete(port);
        this.onServerEnd(port);
      }
    });
    runtime.on('preview-message', (message) => this.onPreviewMessage(message));
    runtime.on('error', ({message}) => this.fail(new CodecraftError('runtime-failed', message)));
    runtime.on('install-progress', (progress) => {
      if (this.current.status === 'installing') this.change({status: 'installing', progress});
    });
  }

  /** Adds to what the app itself says in its console. */
  log(entry: ConsoleEntry): void {
    this.entries = [...this.entries, entry].slice(-maxConsoleEntries);
    this.onChange();
  }

  fail(error: unknown): void {
    this.end();
    const message = error instanceof Error ? error.message : String(error);
    this.change({status: 'failed', message});
  }

  private async start(isCurrent: () => boolean): Promise<void> {
    const runtime = await this.runtime.start();
    const {mirror} = this.runtime;
    const plan = planStart(mirror.fileAt('package.json')?.document.text.toString());
    if (!isCurrent()) return;
    await mirror.restore();
    if (plan.install) {
      if (!isCurrent()) return;
      this.change({status: 'installing', progress: null});
      const code = await this.execute(runtime, isCurrent, 'npm', ['install']);
      if (!isCurrent()) return;
      if (code !== 0)
        throw new CodecraftError('runtime-failed', this.output.lastLine('npm install did not finish.'));
    }
    if (!isCurrent()) return;
    this.change({status: 'starting'});
    const code = await this.execute(runtime, isCurrent, plan.command, plan.args);
    if (!isCurrent()) return;
    const command = [plan.command, ...plan.args].join(' ');
    if (code !== 0)
      throw new CodecraftError('runtime-failed', this.output.lastLine(`${command} ended with code ${code}.`));
    this.change({status: 'stopped'});
  }

  /** Runs a command to its end. */
  private async execute(
    runtime: Runtime,
    isCurrent: () => boolean,
    command: string,
    args: readonly string[],
  ): Promise<number> {
    const {process, ended} = await this.output.start(runtime, command, args);
    if (isCurrent()) this.process = process;
    else process.kill();
    const code = await ended;
    if (this.process === process) this.process = null;
    return code;
  }

  private onPreviewMessage(message: PreviewMessage): void {
    if (message.type === 'console') this.log(message);
    if (this.current.status !== 'running') return;
    if (message.type === 'failed') this.change({...this.current, failure: message});
    if (message.type === 'recovered') this.change({...this.current, failure: null});
    if (message.type === 'painted') this.change({...this.current, isShown: true});
    if (message.type === 'address') this.onChange();
  }

  private end(): void {
    this.process?.kill();
    this.process = null;
    this.shown?.preview.detach();
    this.shown = null;
  }

  /** A server that was started in a terminal ended there. One of our own process ends with it. */
  private onServerEnd(port: number): void {
    if (this.current.status !== 'running' || this.current.port !== port || this.process) return;
    this.attempt++;
    this.end();
    this.change({status: 'stopped'});
  }

  private change(state: RunState): void {
    this.current = state;
    this.onChange();
  }
}

const isUnderWay = ({status}: RunState): boolean =>
  status === 'installing' || status === 'starting' || status === 'running';
