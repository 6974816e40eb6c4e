import {css, html, LitElement, type TemplateResult} from 'lit';
import {query, state} from 'lit/decorators.js';
import {controls} from './controls.styles.js';
import {define} from './define.js';
import {dialogStyles} from './dialog.styles.js';
import {tokens} from './tokens.js';

export interface Question {
  readonly title: string;
  /** What is lost, in full sentences. */
  readonly text: string;
  /** What the button does: a verb that names its effect. */
  readonly action: string;
}

const styles = css`
  :host {
    display: contents;
  }
  p {
    overflow-wrap: anywhere;
  }
`;

/** Asks before what cannot be undone, and only then. */
export class CodecraftConfirmDialog extends LitElement {
  static override styles = [tokens, controls, dialogStyles, styles];

  @state() private question: Question = {title: '', text: '', action: ''};
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  private answer: ((isWanted: boolean) => void) | undefined;

  /** True once the button that names the effect was pressed; false for every other way out. */
  async ask(question: Question): Promise<boolean> {
    this.answer?.(false);
    this.question = question;
    await this.updateComplete;
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  override render(): TemplateResult {
    const {title, text, action} = this.question;
    return html`<dialog class="dialog" role="alertdialog" aria-labelledby="title" aria-describedby="text" @close=${() => this.end(false)}>
      <div class="head"><h2 id="title">${title}</h2></div>
      <div class="content"><p class="muted" id="text">${text}</p></div>
      <div class="foot">
        <span class="spacer"></span>
        <button type="button" class="button" autofocus @click=${() => this.dialog.close()}>Cancel</button>
        <button type="button" class="button danger" @click=${() => this.end(true)}>${action}</button>
      </div>
    </dialog>`;
  }

  private end(isWanted: boolean): void {
    const {answer} = this;
    this.answer = undefined;
    this.dialog.close();
    answer?.(isWanted);
  }
}

define('codecraft-confirm-dialog', CodecraftConfirmDialog);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-confirm-dialog': CodecraftConfirmDialog;
  }
}
