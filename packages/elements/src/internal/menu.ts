import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import {classMap} from 'lit/directives/class-map.js';
import {controls} from './controls.styles.js';
import {define} from './define.js';
import {type IconName, icon} from './icon.js';
import {type Anchor, place} from './place.js';
import {tokens} from './tokens.js';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** The key that does the same, or a word about it. */
  readonly hint?: string;
  readonly isDanger?: boolean;
  /** For one of several: whether it is the chosen one. */
  readonly isChecked?: boolean;
  select(): void;
}

export type MenuEntry = MenuItem | 'separator';

const styles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: visible;
    background: none;
  }
  :host(:not(:popover-open)) {
    display: none;
  }
  .check {
    width: 16px;
  }
`;

/**
 * A menu in the top layer. One tab stop: arrows, Home, End and first letters move; Enter and Space choose; Escape,
 * Tab and a press elsewhere close it and give the focus back.
 */
export class CodecraftMenu extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) entries: readonly MenuEntry[] = [];
  @property() label = '';

  private opener: HTMLElement | null = null;

  /** Shows the menu and focuses its first item; the focus returns to where it was. */
  async open(anchor: Anchor, entries: readonly MenuEntry[], label: string): Promise<void> {
    this.opener = focusedElement();
    this.entries = entries;
    this.label = label;
    await this.updateComplete;
    this.showPopover();
    place(this, anchor);
    this.items[0]?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.addEventListener('beforetoggle', this.onBeforeToggle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('beforetoggle', this.onBeforeToggle);
  }

  override render(): TemplateResult {
    return html`<div class="menu" role="menu" aria-label=${this.label} @keydown=${this.onKeyDown}>
      ${this.entries.map((entry) => (entry === 'separator' ? html`<div role="separator"></div>` : this.renderItem(entry)))}
    </div>`;
  }

  private renderItem(item: MenuItem): TemplateResult {
    const isChoice = item.isChecked !== undefined;
    return html`<button
      type="button"
      role=${isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked=${isChoice ? String(item.isChecked) : nothing}
      tabindex="-1"
      class=${classMap({danger: item.isDanger ?? false})}
      @click=${() => this.choose(item)}
      @pointermove=${(event: PointerEvent) => (event.currentTarget as HTMLElement).focus()}
    >
      ${item.icon ? icon(item.icon) : nothing}
      ${isChoice ? html`<span class="check">${item.isChecked ? icon('check') : nothing}</span>` : nothing}
      ${item.label}${item.hint ? html`<span class="kbd">${item.hint}</span>` : nothing}
    </button>`;
  }

  private get items(): HTMLElement[] {
    return [...(this.renderRoot as ShadowRoot).querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  /** Whoever closed it by pressing elsewhere has put the focus there already. */
  private readonly onBeforeToggle = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed' && this.matches(':focus-within')) this.opener?.focus();
  };

  private choose(item: MenuItem): void {
    this.hidePopover();
    item.select();
  }

  private onKeyDown(event: KeyboardEvent): void {
    const items = this.items;
    const active = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    const next = nextIndex(event.key, active, items);
    if (event.key === 'Tab') this.hidePopover();
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items[next]?.focus();
  }
}

/** The focused element itself, through every shadow root it lies in. */
function focusedElement(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}

function nextIndex(key: string, active: number, items: readonly HTMLElement[]): number | undefined {
  const count = items.length;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return undefined;
  const order = [...items.keys()].map((offset) => (active + 1 + offset) % count);
  return order.find((index) => items[index]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

define('codecraft-menu', CodecraftMenu);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-menu': CodecraftMenu;
  }
}
