import type {ConsoleEntry, Project} from '@codecraft/core/project';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {classMap} from 'lit/directives/class-map.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import {OutputView} from './output-view.js';
import {styles} from './terminal.styles.js';

const tabNames = ['terminal', 'console'] as const;
type TabName = (typeof tabNames)[number];

/** What a console entry of a level begins with, so that it is not told by its colour alone. */
const signs: Readonly<Partial<Record<ConsoleEntry['level'], string>>> = {error: 'Error', warn: 'Warning'};

/**
 * What the project's commands write, and what the running app logs. It is read, not typed into.
 *
 * xterm.js is loaded when the element is seen.
 *
 * @fires close - The button that closes it was pressed; whoever shows it takes it away.
 * @csspart output - The lines of the terminal or the console.
 */
export class CodecraftTerminal extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  @state() private tab: TabName = 'terminal';
  @state() private isUnavailable = false;
  @query('.screen') private readonly screen!: HTMLElement | null;
  @query('.entries') private readonly entries!: HTMLElement | null;

  private readonly view = new ProjectController(this, (projectState) => projectState);
  private output: OutputView | null = null;
  private observer: IntersectionObserver | undefined;
  private isVisible = false;
  private sticksToEnd = true;

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
    this.output?.dispose();
    this.output = null;
  }

  override render(): TemplateResult {
    const count = this.view.value ? (this.project?.console.length ?? 0) : 0;
    return html`
      <div class="tabs">
        <div role="tablist" aria-label="Output" @keydown=${this.onKeyDown}>
          ${this.renderTab('terminal', html`Terminal`)}
          ${this.renderTab('console', html`Console ${count ? html`<span class="faint">${count}</span>` : nothing}`)}
        </div>
        <span class="spacer"></span>
        <button class="icon-button" aria-label="Close terminal" title="Close terminal" @click=${this.onClose}>
          ${icon('close')}
        </button>
      </div>
      <div class="screen" part="output" id="terminal" role="tabpanel" aria-label="Terminal" ?hidden=${this.tab !== 'terminal'}>
        ${this.isUnavailable ? html`<pre tabindex="0">${withoutColors(this.project?.terminal.text ?? '')}</pre>` : nothing}
      </div>
      ${this.tab === 'console' ? this.renderConsole() : nothing}
    `;
  }

  private renderTab(name: TabName, label: TemplateResult): TemplateResult {
    const isActive = name === this.tab;
    return html`<button
      class=${classMap({tab: true, active: isActive})}
      role="tab"
      data-tab=${name}
      aria-selected=${isActive}
      aria-controls=${isActive ? name : nothing}
      tabindex=${isActive ? 0 : -1}
      @click=${() => (this.tab = name)}
      >${label}</button
    >`;
  }

  private renderConsole(): TemplateResult {
    const entries = this.project?.console ?? [];
    return html`<div class="console" id="console" role="tabpanel" aria-label="Console">
      <div class="entries" part="output" role="log" aria-label="Console" tabindex="0" @scroll=${this.onScroll}><ol>
        ${entries.map(
          ({level, text}) => html`<li class=${level}
            >${signs[level] ? html`<b>${signs[level]}</b> ` : nothing}${text}</li
          >`,
        )}
      </ol></div>
      ${entries.length ? nothing : html`<p class="faint">The app has not logged anything.</p>`}
    </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('project')) {
      this.output?.dispose();
      this.output = null;
    }
    if (this.isVisible && this.project && this.screen && !this.output && !this.isUnavailable) {
      this.output = new OutputView(this.screen, this.project.terminal, () => {
        this.isUnavailable = true;
      });
    }
    if (this.entries && this.sticksToEnd) this.entries.scrollTop = this.entries.scrollHeight;
  }

  private onKeyDown(event: KeyboardEvent): void {
    const step = {
      ArrowRight: 1,
      ArrowLeft: -1,
      Home: -tabNames.indexOf(this.tab),
      End: 1 - tabNames.indexOf(this.tab),
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (tabNames.indexOf(this.tab) + step + tabNames.length) % tabNames.length;
    this.tab = tabNames[index] ?? 'terminal';
    this.renderRoot.querySelector<HTMLElement>(`[data-tab=${this.tab}]`)?.focus();
  }

  /** It stays at the end unless someone scrolled up. */
  private onScroll({currentTarget}: Event): void {
    const {scrollTop, scrollHeight, clientHeight} = currentTarget as HTMLElement;
    this.sticksToEnd = scrollHeight - scrollTop - clientHeight < 8;
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
