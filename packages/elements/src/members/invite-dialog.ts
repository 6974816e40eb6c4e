import type {Role} from '@codecraft/core/protocol';
import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {classMap} from 'lit/directives/class-map.js';
import {LinkCopyRequest, MemberInviteRequest} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {counted} from '../internal/counting.js';
import {define} from '../internal/define.js';
import {dialogStyles} from '../internal/dialog.styles.js';
import {icon} from '../internal/icon.js';
import {tokens} from '../internal/tokens.js';
import {roleNames} from './role-names.js';

const roles: readonly {readonly role: Role; readonly allows: string}[] = [
  {role: 'member', allows: 'Changes files, runs, asks @ai'},
  {role: 'viewer', allows: 'Reads and runs'},
  {role: 'admin', allows: 'Also invites and sets roles'},
];

const styles = css`
  :host {
    display: contents;
  }
  .field.tall {
    flex-wrap: wrap;
    height: auto;
    min-height: 36px;
    gap: var(--_space-1);
    padding: 5px 7px;
  }
  .field.tall input {
    flex: 1 1 96px;
    min-height: 24px;
  }
  .chip button {
    display: grid;
    place-items: center;
    width: 16px;
    height: 16px;
    margin-right: -4px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }
  .chip .icon {
    width: 10px;
    height: 10px;
  }
  .link {
    margin-left: -8px;
  }
  .foot {
    flex-wrap: wrap;
  }
  .roles {
    margin-top: var(--_space-4);
  }
  .roles label {
    display: flex;
    gap: 10px;
    padding: 5px 0;
  }
  .roles label > span {
    display: flex;
    gap: var(--_space-2);
  }
  .roles b {
    font-weight: 500;
    width: 56px;
  }
`;

/** Asks whom to invite and as what. Addresses become chips on Enter, a comma or leaving the field. */
export class CodecraftInviteDialog extends LitElement {
  static override styles = [tokens, controls, dialogStyles, styles];

  @property() projectName = '';

  @state() private emails: readonly string[] = [];
  @state() private chosenRole: Role = 'member';
  @state() private error = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('#who') private readonly input!: HTMLInputElement;

  async open(): Promise<void> {
    this.emails = [];
    this.chosenRole = 'member';
    this.error = '';
    await this.updateComplete;
    this.input.value = '';
    this.dialog.showModal();
    this.input.focus();
  }

  override render(): TemplateResult {
    const count = this.emails.length;
    return html`<dialog class="dialog" aria-labelledby="title" @click=${this.onBackdropClick}>
      <div class="head">
        <h2 id="title">Invite to ${this.projectName}</h2>
        <button type="button" class="icon-button" aria-label="Close" title="Close" @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </div>
      <div class="content">${this.renderAddresses()} ${this.renderRoles()}</div>
      <div class="foot">
        <button type="button" class="button quiet link" @click=${this.onCopyLink}>${icon('copy')}Copy viewer link</button>
        <span class="spacer"></span>
        <button type="button" class="button" @click=${() => this.dialog.close()}>Cancel</button>
        <button type="button" class="button primary" @click=${this.onSend}>
          ${count ? `Send ${counted(count, 'invite')}` : 'Send invite'}
        </button>
      </div>
    </dialog>`;
  }

  private renderAddresses(): TemplateResult {
    return html`<label class="label" for="who">E-mail</label>
      <div class=${classMap({field: true, tall: true, invalid: Boolean(this.error)})} part="field">
        ${this.emails.map(
          (email) => html`<span class="chip"
            >${email}<button type="button" aria-label="Remove ${email}" @click=${() => this.removeAddress(email)}>
              ${icon('close')}
            </button></span
          >`,
        )}
        <input
          id="who"
          type="email"
          autocomplete="off"
          aria-invalid=${this.error ? 'true' : nothing}
          aria-describedby=${this.error ? 'who-error' : nothing}
          @keydown=${this.onKeyDown}
          @blur=${() => this.takeAddress()}
        />
      </div>
      ${
        this.error
          ? html`<p class="help error" id="who-error" role="alert">${icon('alert')}<span>${this.error}</span></p>`
          : nothing
      }`;
  }

  private renderRoles(): TemplateResult {
    return html`<fieldset class="roles">
      <legend class="label">They join as</legend>
      ${roles.map(
        ({role, allows}) => html`<label
          ><input
            type="radio"
            name="role"
            .checked=${role === this.chosenRole}
            @change=${() => {
              this.chosenRole = role;
            }}
          /><span><b>${roleNames[role]}</b><span class="muted">${allows}</span></span></label
        >`,
      )}
    </fieldset>`;
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Backspace' && this.input.value === '') this.emails = this.emails.slice(0, -1);
    const isEnd = event.key === 'Enter' || event.key === ',' || event.key === ' ';
    if (!isEnd) return;
    event.preventDefault();
    if (event.key === 'Enter' && this.input.value === '') this.onSend();
    else this.takeAddress();
  }

  /** Makes a chip of what is typed. False when it is not an address. */
  private takeAddress(): boolean {
    const email = this.input.value.trim();
    this.error = this.input.validity.valid ? '' : `${email} is not an e-mail address.`;
    if (this.error) return false;
    if (email && !this.emails.includes(email)) this.emails = [...this.emails, email];
    this.input.value = '';
    return true;
  }

  private removeAddress(email: string): void {
    this.emails = this.emails.filter((other) => other !== email);
    this.input.focus();
  }

  private onSend(): void {
    if (!this.takeAddress() || this.emails.length === 0) {
      this.error ||= 'Write whom to invite.';
      this.input.focus();
      return;
    }
    this.dialog.close();
    this.dispatchEvent(new MemberInviteRequest(this.emails, this.chosenRole));
  }

  private onCopyLink(): void {
    this.dialog.close();
    this.dispatchEvent(new LinkCopyRequest('viewer'));
  }

  private onBackdropClick(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}

define('codecraft-invite-dialog', CodecraftInviteDialog);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-invite-dialog': CodecraftInviteDialog;
  }
}
