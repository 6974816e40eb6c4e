import type {ApiError, Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {dialogStyles} from '../internal/dialog.styles.js';
import {icon} from '../internal/icon.js';
import {asCodecraftError} from '../internal/session-controller.js';
import {tokens} from '../internal/tokens.js';
import {accountField} from '../sign-in/account-field.js';
import {newPasswordError} from '../sign-in/account-form.js';

/** What someone wants to do with their account. */
export type AccountTask = 'change-password' | 'delete';

const words = {
  'change-password': {title: 'Change password', action: 'Change password'},
  delete: {title: 'Delete account', action: 'Delete account'},
} as const;

type Field = 'password' | 'newPassword';

const styles = css`
  :host {
    display: contents;
  }
  form {
    display: grid;
    gap: var(--_space-4);
  }
  .notice {
    border: 0;
    border-radius: var(--_radius-m);
  }
  .notice > .icon {
    align-self: start;
    margin-top: 4px;
  }
  @media (max-width: 480px) {
    .field {
      height: 44px;
      font-size: 16px;
    }
  }
`;

/** Changes the password of an account, or deletes it: both ask for the password first. */
export class CodecraftAccountDialog extends LitElement {
  static override styles = [tokens, controls, dialogStyles, styles];

  @property({attribute: false}) session: Session | null = null;

  @state() private task: AccountTask = 'change-password';
  @state() private errors: Readonly<Partial<Record<Field, string>>> = {};
  /** What no field is to blame for. */
  @state() private failure = '';
  @state() private isSending = false;
  @state() private isDone = false;
  /** Each opening has fields of its own, so that no password stays in one. */
  @state() private openings = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('form') private readonly form!: HTMLFormElement;

  async open(task: AccountTask): Promise<void> {
    this.task = task;
    this.errors = {};
    this.failure = '';
    this.isDone = false;
    this.openings++;
    await this.updateComplete;
    this.dialog.showModal();
    this.input('password')?.focus();
  }

  override render(): TemplateResult {
    return html`<dialog class="dialog" aria-labelledby="title" @click=${this.onBackdropClick}>
      <div class="head">
        <h2 id="title">${words[this.task].title}</h2>
        <button type="button" class="icon-button" aria-label="Close" title="Close" @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </div>
      ${keyed(this.openings, this.isDone ? this.renderDone() : this.renderForm())}
    </dialog>`;
  }

  private renderDone(): TemplateResult {
    return html`<div class="content" role="status">
        <p>Your password is changed. Everywhere else you are signed out.</p>
      </div>
      <div class="foot">
        <span class="spacer"></span>
        <button type="button" class="button" autofocus @click=${() => this.dialog.close()}>Close</button>
      </div>`;
  }

  private renderForm(): TemplateResult {
    const isDeletion = this.task === 'delete';
    return html`<div class="content">
        <form id="account" novalidate @submit=${this.onSubmit}>
          ${
            isDeletion
              ? html`<p class="muted">
                  Your account and the projects that nobody else is in are lost. What you wrote in other projects stays
                  there. This cannot be undone.
                </p>`
              : nothing
          }
          <input hidden type="email" autocomplete="username" .value=${this.session?.state.user?.email ?? ''} />
          ${this.renderField('password', 'Your password', 'current-password')}
          ${isDeletion ? nothing : this.renderField('newPassword', 'New password', 'new-password')}
          ${
            this.failure
              ? html`<p class="notice danger" role="alert">${icon('alert')}<span>${this.failure}</span></p>`
              : nothing
          }
        </form>
      </div>
      <div class="foot">
        <span class="spacer"></span>
        <button type="button" class="button" @click=${() => this.dialog.close()}>Cancel</button>
        <button
          class="button ${isDeletion ? 'danger' : 'primary'}"
          form="account"
          part="submit"
          aria-busy=${this.isSending ? 'true' : nothing}
        >
          ${words[this.task].action}
        </button>
      </div>`;
  }

  private renderField(name: Field, label: string, autocomplete: AutoFill): TemplateResult {
    return accountField({name, label, type: 'password', autocomplete, error: this.errors[name]});
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isSending || !this.session) return;
    const [password, newPassword] = [this.typed('password'), this.typed('newPassword')];
    const newError = this.task === 'change-password' ? newPasswordError(newPassword) : undefined;
    this.failure = '';
    await this.showErrors({
      ...(password === '' ? {password: 'A password is needed.'} : {}),
      ...(newError ? {newPassword: newError} : {}),
    });
    if (Object.keys(this.errors).length) return;
    this.isSending = true;
    try {
      if (this.task === 'delete') await this.session.deleteAccount(password);
      else await this.session.changePassword({password, newPassword});
      this.isDone = this.task === 'change-password';
      if (!this.isDone) this.dialog.close();
    } catch (error) {
      await this.showRefusal(asCodecraftError(error));
    } finally {
      this.isSending = false;
    }
  }

  private async showRefusal(error: CodecraftError): Promise<void> {
    const field = (error as Partial<ApiError>).field;
    if (field === 'newPassword') return this.showErrors({newPassword: error.message});
    const isPassword = error.code === 'wrong-credentials' || error.code === 'rate-limited';
    if (isPassword) return this.showErrors({password: error.message});
    this.failure = error.message;
  }

  /** The first field with an error takes the focus, so that it is read out and can be mended at once. */
  private async showErrors(errors: CodecraftAccountDialog['errors']): Promise<void> {
    this.errors = errors;
    await this.updateComplete;
    const first = (['password', 'newPassword'] as const).find((name) => errors[name]);
    if (first) this.input(first)?.focus();
  }

  private typed(name: Field): string {
    return this.input(name)?.value ?? '';
  }

  private input(name: Field): HTMLInputElement | null {
    return this.form.querySelector(`#${name}`);
  }

  private onBackdropClick(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}

define('codecraft-account-dialog', CodecraftAccountDialog);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-account-dialog': CodecraftAccountDialog;
  }
}
