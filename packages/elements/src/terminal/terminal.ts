import type {Project, ProjectTerminal, RefusedWrite} from '@codecraft/core/project';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {classMap} from 'lit/directives/class-map.js';
import {repeat} from 'lit/directives/repeat.js';
import {TerminalCloseRequest, TerminalOpenRequest} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {counted} from '../internal/counting.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import {consoleView} from './console-view.js';
import {styles} from './terminal.styles.js';
import {type TerminalSource, TerminalView} from './terminal-view.js';

/** What the run's commands write, what the app logs, or the id of a terminal. */
type Tab = 'output' | 'console' | (string & {});

/**
 * What the project's commands write, what the running app logs, and terminals to type into.
 *
 * xterm.js is loaded when the element is seen. In a terminal Tab completes; Ctrl M makes it leave. Delete on its tab
 * ends a terminal.
 *
 * @fires {TerminalOpenRequest} codecraft-terminal-open - Another terminal is wanted.
 * @fires {TerminalCloseRequest} codecraft-terminal-close - A terminal is to end.
 * @fires close - The button that closes it was pressed; whoever shows it takes it away.
 * @csspart output - The lines of the output, a terminal or the console.
 */
export class CodecraftTerminal extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  @state() private tab: Tab = 'output';
  @state() private isUnavailable = false;
  @state() private doesTabLeave = false;
  @query('.screen') private readonly screen!: HTMLElement | null;
  @query('.entries') private readonly entries!: HTMLElement | null;

  private readonly view = new ProjectController(this, (projectState) => projectState);
  private shown: TerminalView | null = null;
  private shownTab: Tab | null = null;
  private known: readonly ProjectTerminal[] = [];
  private isTerminalWanted = false;
  private observer: IntersectionObserver | undefined;
  private isVisible = false;
  private sticksToEnd = true;

  /** Asks for another terminal, and puts the cursor in it once it is there. */
  openTerminal(): void {
    this.isTerminalWanted = true;
    this.dispatchEvent(new TerminalOpenRequest());
  }

  /** Shows the last terminal and puts the cursor in it; asks for one if there is none. */
  showTerminal(): void {
    const last = this.terminals.at(-1);
    if (!last) return this.openTerminal();
    this.choose(last.id);
    void this.updateComplete.then(() => this.shown?.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new IntersectionObserver((entries) => {
      this.isVisible = entries.some(({isIntersecting}) => isIntersecting);
      this.requestUpdate();
    });
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.isVisible = false;
    this.hideScreen();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('project')) {
      this.tab = 'output';
      this.hideScreen();
      this.known = this.terminals;
    }
    if (this.terminals !== this.known) this.followTerminals();
  }

  override render(): TemplateResult {
    const count = this.view.value ? (this.project?.console.length ?? 0) : 0;
    const terminal = this.terminalOf(this.tab);
    return html`
      <div class="tabs">
        <div role="tablist" aria-label="Output and terminals" @keydown=${this.onKeyDown}>
          ${this.renderTab('output', html`Output`)}
          ${this.renderTab('console', html`Console ${count ? html`<span class="faint">${count}</span>` : nothing}`)}
          ${repeat(
            this.terminals,
            ({id}) => id,
            ({id, title}) => this.renderTab(id, html`${title}`),
          )}
        </div>
        <button class="icon-button" aria-label="New terminal" title="New terminal" @click=${this.openTerminal}>
          ${icon('plus')}
        </button>
        <span class="spacer"></span>
        <span class="hint faint" role="status">${this.doesTabLeave ? 'Tab leaves' : ''}</span>
        ${
          terminal
            ? html`<button
                class="icon-button"
                aria-label="End ${terminal.title}"
                title="End ${terminal.title}"
                @click=${() => this.end(terminal)}
              >
                ${icon('trash')}
              </button>`
            : nothing
        }
        <button class="icon-button" aria-label="Close terminal" title="Close terminal" @click=${this.onClose}>
          ${icon('close')}
        </button>
      </div>
      ${this.renderRefusedWrites(this.view.value?.refusedWrites ?? [])}
      <div
        class="screen"
        part="output"
        id="screen"
        role="tabpanel"
        aria-label=${terminal?.title ?? 'Output'}
        ?hidden=${this.tab === 'console'}
      >
        ${this.isUnavailable ? html`<pre tabindex="0">${withoutColors(this.source?.output.text ?? '')}</pre>` : nothing}
      </div>
      ${this.tab === 'console' ? consoleView(this.project?.console ?? [], this.onScroll) : nothing}
    `;
  }

  private renderTab(name: Tab, label: TemplateResult): TemplateResult {
    const isActive = name === this.tab;
    return html`<button
      class=${classMap({tab: true, active: isActive})}
      role="tab"
      data-tab=${name}
      aria-selected=${isActive}
      aria-controls=${isActive ? (name === 'console' ? 'console' : 'screen') : nothing}
      tabindex=${isActive ? 0 : -1}
      @click=${() => this.choose(name)}
      >${label}</button
    >`;
  }

  private renderRefusedWrites(writes: readonly RefusedWrite[]): TemplateResult | typeof nothing {
    const last = writes.at(-1);
    if (!last) return nothing;
    const others = writes.length - 1;
    return html`<p class="refused" role="status">
      ${icon('alert')}<span
        >${last.reason}${others ? html` <span class="faint" title=${writes.map(({path}) => path).join('\n')}>And ${counted(others, 'other file')}.</span>` : nothing}</span
      ><button class="icon-button small" aria-label="Dismiss" title="Dismiss" @click=${this.onDismiss}>${icon('close')}</button>
    </p>`;
  }

  override updated(): void {
    if (this.shownTab !== null && this.shownTab !== this.tab) this.hideScreen();
    if (this.isVisible && this.source && this.screen && !this.shown && !this.isUnavailable) {
      this.shownTab = this.tab;
      this.shown = new TerminalView(this.screen, this.source, {
        unavailable: () => {
          this.isUnavailable = true;
        },
        tabLeaves: (leaves) => {
          this.doesTabLeave = leaves;
        },
      });
      if (this.isTerminalWanted && this.terminalOf(this.tab)) {
        this.isTerminalWanted = false;
        this.shown.focus();
      }
    }
    if (this.entries && this.sticksToEnd) this.entries.scrollTop = this.entries.scrollHeight;
  }

  private get terminals(): readonly ProjectTerminal[] {
    return this.project?.state.terminals ?? [];
  }

  private get tabs(): readonly Tab[] {
    return ['output', 'console', ...this.terminals.map(({id}) => id)];
  }

  private get source(): TerminalSource | null {
    const terminal = this.terminalOf(this.tab);
    if (terminal) return {title: terminal.title, output: terminal.output, shell: terminal};
    return this.tab === 'output' && this.project ? {title: 'Output', output: this.project.terminal} : null;
  }

  private terminalOf(tab: Tab): ProjectTerminal | undefined {
    return this.terminals.find(({id}) => id === tab);
  }

  /** A new terminal is shown; where the shown one ended, the one before it is. */
  private followTerminals(): void {
    const before = this.known;
    this.known = this.terminals;
    const added = this.terminals.findLast((terminal) => !before.includes(terminal));
    if (added) this.choose(added.id);
    if (this.tabs.includes(this.tab)) return;
    const index = before.findIndex(({id}) => id === this.tab);
    this.choose(this.terminals[Math.max(0, index - 1)]?.id ?? 'output');
    this.isTerminalWanted = this.matches(':focus-within');
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    this.doesTabLeave = false;
  }

  private hideScreen(): void {
    this.shown?.dispose();
    this.shown = null;
    this.shownTab = null;
  }

  private end(terminal: ProjectTerminal): void {
    this.dispatchEvent(new TerminalCloseRequest(terminal.id));
  }

  private onKeyDown(event: KeyboardEvent): void {
    const {tabs} = this;
    const index = tabs.indexOf(this.tab);
    const next = {ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1}[event.key];
    const terminal = this.terminalOf(this.tab);
    if (event.key === 'Delete' && terminal) return this.end(terminal);
    if (next === undefined) return;
    event.preventDefault();
    this.choose(tabs.at(next % tabs.length) ?? 'output');
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('[role=tab][tabindex="0"]')?.focus();
    });
  }

  /** It stays at the end unless someone scrolled up. */
  private readonly onScroll = ({currentTarget}: Event): void => {
    const {scrollTop, scrollHeight, clientHeight} = currentTarget as HTMLElement;
    this.sticksToEnd = scrollHeight - scrollTop - clientHeight < 8;
  };

  private onDismiss(): void {
    this.project?.dismissRefusedWrites();
  }

  private onClose(): void {
    this.dispatchEvent(new Event('close'));
  }
}

const withoutColors = (text: string): string => text.replace(/\x1b\[[0-9;]*m/g, '');

define('codecraft-terminal', CodecraftTerminal);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-terminal': CodecraftTerminal;
  }
}
