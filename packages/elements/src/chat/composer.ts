import {html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {icon} from '../internal/icon.js';
import {messageField} from '../internal/message-field.js';
import {type Naming, namingAt, withName} from './name-completion.js';

interface ComposerHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export interface ComposerView {
  readonly draft: string;
  readonly placeholder: string;
  readonly hint: string;
  /** Who can be named with `@`. */
  readonly names: readonly string[];
  onDraft(text: string): void;
  onSend(): void;
  onEscape(): void;
}

/** Where a message is written. `@` offers names: arrows choose, Enter or Tab takes one, Escape goes on without. */
export class Composer implements ReactiveController {
  private readonly host: ComposerHost;
  private naming: Naming | undefined;
  private chosen = 0;

  constructor(host: ComposerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.naming = undefined;
  }

  get input(): HTMLTextAreaElement | null {
    return this.host.renderRoot.querySelector('.composer textarea');
  }

  render(view: ComposerView): TemplateResult {
    return html`<div class="composer" part="composer">
      ${this.naming ? this.renderNames(this.naming, view) : nothing}
      ${messageField({
        value: view.draft,
        label: 'Message',
        placeholder: view.placeholder,
        ...(this.naming ? {listId: 'names', activeOptionId: `name-${this.chosen}`} : {}),
        onInput: (text) => this.onInput(text, view),
        onKey: (event) => this.onKey(event, view),
        onBlur: () => this.close(),
        onSubmit: () => view.onSend(),
        onEscape: () => view.onEscape(),
      })}
      <div class="actions">
        <span class="hint">${view.hint}</span><span class="spacer"></span>
        <button
          type="button"
          class="icon-button"
          aria-label="Send"
          title="Send"
          ?disabled=${!view.draft.trim()}
          @click=${() => view.onSend()}
        >
          ${icon('send')}
        </button>
      </div>
    </div>`;
  }

  private renderNames(naming: Naming, view: ComposerView): TemplateResult {
    return html`<div class="names popover" id="names" role="listbox" aria-label="People">
      ${naming.names.map(
        (name, index) => html`<div
          id="name-${index}"
          role="option"
          class=${classMap({chosen: index === this.chosen})}
          aria-selected=${String(index === this.chosen)}
          @pointerdown=${(event: PointerEvent) => {
            event.preventDefault(); // the field keeps the focus
            void this.take(naming, name, view);
          }}
        >
          @${name}
        </div>`,
      )}
    </div>`;
  }

  private onInput(text: string, view: ComposerView): void {
    this.naming = namingAt(text, this.input?.selectionEnd ?? text.length, view.names);
    this.chosen = 0;
    view.onDraft(text);
    this.host.requestUpdate();
  }

  /** True when the key was for the names. */
  private onKey(event: KeyboardEvent, view: ComposerView): boolean {
    const {naming} = this;
    if (!naming) return false;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const name = naming.names[this.chosen];
    if (step !== undefined) {
      this.chosen = (this.chosen + step + naming.names.length) % naming.names.length;
      this.host.requestUpdate();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && name !== undefined) {
      void this.take(naming, name, view);
    } else if (event.key === 'Escape') this.close();
    else return false;
    return true;
  }

  private async take(naming: Naming, name: string, view: ComposerView): Promise<void> {
    const {text, caret} = withName(view.draft, naming, name);
    this.close();
    view.onDraft(text);
    await this.host.updateComplete;
    this.input?.setSelectionRange(caret, caret);
  }

  private close(): void {
    if (!this.naming) return;
    this.naming = undefined;
    this.host.requestUpdate();
  }
}
