import type {AppFailure, Project, RunState} from '@codecraft/core/project';
import type {FileEntry} from '@codecraft/core/protocol';
import type {RuntimePreview} from '@codecraft/core/runtime';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {classMap} from 'lit/directives/class-map.js';
import {ChatSendRequest, FileOpenRequest, RunStartRequest, RunStopRequest} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import type {CodecraftTerminal} from '../terminal/terminal.js';
import '../terminal/terminal.js';
import {crashCard} from './crash-card.js';
import {headline} from './crash-words.js';
import {installList} from './install-list.js';
import {type LinesAround, linesAround} from './lines-around.js';
import {styles} from './runner.styles.js';

/**
 * Runs the project: how it starts, the running app, its failures, and below it the terminal. Nothing is loaded before
 * Run is pressed, a terminal is opened, or the element is seen with `run-when-seen`.
 *
 * @fires {RunStartRequest} codecraft-run-start - Run was pressed, or the element was seen with `run-when-seen`.
 * @fires {RunStopRequest} codecraft-run-stop - Stop was pressed.
 * @fires {FileOpenRequest} codecraft-file-open - The line where the app failed is to be shown.
 * @fires {ChatSendRequest} codecraft-chat-send - AI is to repair what failed.
 * @slot actions - At the end of the header.
 * @csspart address - Where the app is: path, query and hash.
 * @csspart preview - The running app, or what stands in its place.
 * @csspart error - The failure of the app.
 */
export class CodecraftRunner extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  /** `embed` has a short header and no terminal. */
  @property({reflect: true}) layout: 'workspace' | 'embed' = 'workspace';

  /** Asks to run, once for a project, when the element comes into view. */
  @property({type: Boolean, attribute: 'run-when-seen'}) runWhenSeen = false;

  /** Where nothing was chosen it is open once the run writes something. */
  @state() private terminalChoice: 'open' | 'closed' | null = null;
  @state() private hiddenFailure: AppFailure | null = null;
  @state() private around: LinesAround | null = null;

  @query('codecraft-terminal') private readonly terminal!: CodecraftTerminal | null;

  private readonly view = new ProjectController(this, (projectState) => projectState);
  private preview: RuntimePreview | null = null;
  private failure: AppFailure | null = null;
  /** Holds the app; another one for each preview, because a frame that was moved has lost its app. */
  private frame: HTMLElement | null = null;
  private observer: IntersectionObserver | undefined;
  private isSeen = false;
  private hasAskedToRun = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new IntersectionObserver((entries) => {
      this.isSeen = entries.some(({isIntersecting}) => isIntersecting);
      this.requestUpdate();
    });
    this.observer.observe(this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.isSeen = false;
    this.leavePreview();
    this.requestUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('project')) {
      this.leavePreview();
      this.hasAskedToRun = false;
      this.terminalChoice = null;
    }
    if (!this.isConnected) return;
    const {run} = this;
    if (!isBusy(run)) this.forgetPreview();
    else if (!this.preview || !this.project?.preview) this.showPreview();
    // Until then it waits, behind what tells how far the run is.
    if (this.frame) this.frame.inert = run.status !== 'running';
    const failure = run.status === 'running' ? run.failure : null;
    if (failure !== this.failure) void this.followFailure(failure);
  }

  override render(): TemplateResult {
    const run = this.run;
    const isRunning = run.status === 'running';
    return html`
      ${this.layout === 'embed' ? this.renderEmbedHeader(run) : this.renderHeader(run)}
      <div class="preview ${run.status}" part="preview">
        ${this.frame}
        ${isRunning ? nothing : this.renderPlaceholder(run)}
        ${isRunning && run.failure && run.failure !== this.hiddenFailure ? this.renderFailure(run.failure) : nothing}
      </div>
      ${
        this.showsTerminal
          ? html`<codecraft-terminal
              class=${classMap({'typed-into': Boolean(this.view.value?.terminals.length)})}
              .project=${this.project}
              @close=${this.onTerminalClose}
            ></codecraft-terminal>`
          : nothing
      }
    `;
  }

  private renderHeader(run: RunState): TemplateResult {
    const isRunning = run.status === 'running';
    return html`<header class="panel-header">
      <button
        class="button quiet"
        ?disabled=${!this.project}
        @click=${() => (isBusy(run) ? this.onStop() : this.onRun())}
      >
        ${isBusy(run) ? icon('stop') : icon('run')}${isBusy(run) ? 'Stop' : 'Run'}
      </button>
      <button
        class="icon-button"
        aria-label="Reload the preview"
        title="Reload the preview"
        ?disabled=${!isRunning}
        @click=${this.onReload}
      >
        ${icon('reload')}
      </button>
      <input
        class="address"
        part="address"
        aria-label="Address in the app"
        spellcheck="false"
        autocomplete="off"
        ?disabled=${!isRunning}
        .value=${(isRunning && this.preview?.address) || ''}
        @keydown=${this.onAddressKey}
      />
      ${
        this.project && !this.showsTerminal
          ? html`<button
              class="icon-button"
              aria-label="Open terminal"
              title="Open terminal"
              @click=${this.onTerminalOpen}
            >
              ${icon('terminal')}
            </button>`
          : nothing
      }
      <slot name="actions"></slot>
    </header>`;
  }

  private renderEmbedHeader(run: RunState): TemplateResult {
    return html`<header class="panel-header">
      <h2>Preview</h2>
      <span class="spacer"></span>
      ${
        run.status === 'running'
          ? html`<button class="icon-button" aria-label="Run again" title="Run again" @click=${this.onReload}>
              ${icon('reload')}
            </button>`
          : nothing
      }
      <slot name="actions"></slot>
    </header>`;
  }

  private renderPlaceholder(run: RunState): TemplateResult {
    switch (run.status) {
      case 'idle':
      case 'stopped':
        return html`<div class="center">
          <button class="button" ?disabled=${!this.project} @click=${this.onRun}>${icon('run')}Run</button>
        </div>`;
      case 'installing':
        return installList(run.progress);
      case 'failed':
        return html`<div class="failed" role="alert" part="error">
          <p class="title">${icon('alert')}<b>The project did not start</b></p>
          <p class="what">${run.message}</p>
          <button class="button" @click=${this.onRun}>Try again</button>
        </div>`;
      default:
        return html`<div class="install" role="status">
          <p><b>${run.status === 'booting' ? 'Loading the files' : 'Starting the app'}</b></p>
        </div>`;
    }
  }

  private renderFailure(failure: AppFailure): TemplateResult {
    const file = this.fileOf(failure);
    const mayAsk = this.view.value?.ai != null && this.project?.may('prompt');
    return crashCard({
      failure,
      file,
      around: this.around,
      onAsk: mayAsk ? () => this.onAsk(failure, file) : null,
      onGoTo: file ? () => this.dispatchEvent(new FileOpenRequest(file.id, failure.line)) : null,
      onHide: () => (this.hiddenFailure = failure),
    });
  }

  protected override updated(): void {
    const isWanted = this.runWhenSeen && this.isSeen && this.project?.state.status === 'ready';
    if (!isWanted || this.hasAskedToRun) return;
    this.hasAskedToRun = true;
    if (this.run.status === 'idle') this.onRun();
  }

  private get run(): RunState {
    return this.view.value?.run ?? {status: 'idle'};
  }

  private get showsTerminal(): boolean {
    if (this.layout === 'embed' || !this.project) return false;
    return this.terminalChoice ? this.terminalChoice === 'open' : hasOutput(this.run);
  }

  /** Also where a run that began anew has ended the preview of the one before. */
  private showPreview(): void {
    const frame = this.frame ?? document.createElement('div');
    frame.className = 'frame';
    this.preview = this.project?.attachPreview(frame) ?? null;
    this.frame = this.preview && frame;
  }

  /** A preview that left the page starts anew in a new place. */
  private leavePreview(): void {
    this.preview?.detach();
    this.forgetPreview();
  }

  private forgetPreview(): void {
    this.preview = null;
    this.frame = null;
  }

  private async followFailure(failure: AppFailure | null): Promise<void> {
    this.failure = failure;
    this.around = null;
    const file = failure && this.fileOf(failure);
    if (!failure?.line || !file || !this.project) return;
    const around = await linesAround(this.project, file.id, failure.line);
    if (failure === this.failure) this.around = around;
  }

  /** The project's file that a failure names; the runtime may name it by its absolute path. */
  private fileOf({path}: AppFailure): FileEntry | undefined {
    if (!path) return undefined;
    return this.view.value?.files.find((file) => path === file.path || path.endsWith(`/${file.path}`));
  }

  private onRun(): void {
    this.dispatchEvent(new RunStartRequest());
  }

  private onStop(): void {
    this.dispatchEvent(new RunStopRequest());
  }

  private onReload(): void {
    this.preview?.reload();
  }

  private onAddressKey(event: KeyboardEvent): void {
    const field = event.currentTarget as HTMLInputElement;
    if (event.key === 'Enter')
      this.preview?.navigate(field.value.startsWith('/') ? field.value : `/${field.value}`);
    if (event.key === 'Escape') field.value = this.preview?.address ?? '';
  }

  private onAsk(failure: AppFailure, file: FileEntry | undefined): void {
    const where = file ? `${headline(failure, file)} in ${file.path}` : headline(failure, file);
    this.dispatchEvent(new ChatSendRequest(`@ai fix this: ${where}. ${failure.message}`));
  }

  private async onTerminalOpen(): Promise<void> {
    this.terminalChoice = 'open';
    await this.updateComplete;
    this.terminal?.showTerminal();
  }

  private onTerminalClose(): void {
    this.terminalChoice = 'closed';
  }
}

const isBusy = ({status}: RunState): boolean =>
  ['booting', 'installing', 'starting', 'running'].includes(status);
const hasOutput = ({status}: RunState): boolean =>
  ['starting', 'running', 'stopped', 'failed'].includes(status);

define('codecraft-runner', CodecraftRunner);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-runner': CodecraftRunner;
  }
}
