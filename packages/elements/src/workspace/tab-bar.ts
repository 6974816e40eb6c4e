import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {counted} from '../internal/counting.js';
import {type IconName, icon} from '../internal/icon.js';

/** One panel of the narrow layout. */
export type Panel = 'chat' | 'files' | 'code' | 'preview';

const tabs: readonly {readonly panel: Panel; readonly label: string; readonly icon: IconName}[] = [
  {panel: 'chat', label: 'Chat', icon: 'chat'},
  {panel: 'files', label: 'Files', icon: 'folder'},
  {panel: 'code', label: 'Code', icon: 'code'},
  {panel: 'preview', label: 'Preview', icon: 'preview'},
];

export interface TabBar {
  readonly shown: Panel;
  readonly hasChat: boolean;
  /** Messages of others that were not read. */
  readonly unreadCount: number;
  /** Whether AI writes a file now. */
  readonly isWriting: boolean;
  onShow(panel: Panel): void;
}

/** The tabs at the bottom of a narrow workspace: one tab stop, arrows inside. */
export function tabBar(bar: TabBar): TemplateResult {
  const shown = tabs.filter(({panel}) => panel !== 'chat' || bar.hasChat);
  return html`<nav aria-label="Panels" data-area="panels">
    <div
      class="tabbar"
      part="tabbar"
      role="tablist"
      aria-label="Panels"
      style="--tabs: ${shown.length}"
      @keydown=${(event: KeyboardEvent) => onKeyDown(event)}
    >
      ${shown.map(
        (tab) => html`<button
          type="button"
          role="tab"
          class=${classMap({chosen: tab.panel === bar.shown})}
          aria-selected=${String(tab.panel === bar.shown)}
          tabindex=${tab.panel === bar.shown ? 0 : -1}
          @click=${() => bar.onShow(tab.panel)}
        >
          ${icon(tab.icon)}<span>${tab.label}</span>${
            tab.panel === 'code' && bar.isWriting
              ? html`<i class="dot square working" title="AI is writing"></i>`
              : nothing
          }${tab.panel === 'chat' && bar.shown !== 'chat' && bar.unreadCount ? unreadDot(bar.unreadCount) : nothing}
        </button>`,
      )}
    </div>
  </nav>`;
}

function unreadDot(count: number): TemplateResult {
  return html`<i class="dot"></i><span class="visually-hidden">, ${counted(count, 'new message')}</span>`;
}

function onKeyDown(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll<HTMLElement>('button')];
  const index = buttons.indexOf(event.target as HTMLElement);
  const next = {ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: buttons.length - 1}[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = buttons.at(next % buttons.length);
  button?.focus();
  button?.click();
}
