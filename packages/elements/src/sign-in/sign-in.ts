import type {ApiError, Session} from '@codecraft/core/auth';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {ErrorNotice, SignedInNotice} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {asCodecraftError, SessionController} from '../internal/session-controller.js';
import {tokens} from '../internal/tokens.js';
import {accountField} from './account-field.js';
import {
  type AccountErrors,
  type AccountField,
  accountErrors,
  fieldOfError,
  type SignInMode,
} from './account-form.js';
import {styles} from './sign-in.styles.js';

const submitWords = {'sign-in': 'Sign in', create: 'Create account'} as const;
const modes = Object.keys(submitWords) as SignInMode[];

/**
 * Signs in to a party, or creates an account there. Shows nothing while it is not known whether this browser is
 * signed in, or once it is.
 *
 * @fires {SignedInNotice} codecraft-signed-in - Someone signed in, registered, or was still signed in.
 * @fires {ErrorNotice} codecraft-error - The server could not be asked.
 * @slot - Other ways in, below the form.
 * @csspart field - A field with its frame.
 * @csspart submit - The button that sends the form.
 */
export class CodecraftSignIn extends LitElement {
  static override styles = [tokens, controls, styles];

  /** Where the party is. Not needed when `session` is given. */
  @property() server = '';

  @property({attribute: false}) session: Session | null = null;

  @property() mode: SignInMode = 'sign-in';

  /** Address of a page to work without an account on; leaves the offer out when empty. */
  @property({attribute: 'standalone-href'}) standaloneHref = '';

  @state() private errors: AccountErrors = {};
  @state() private isSending = false;
  @state() private isPasswordShown = false;
  @query('form') private readonly form!: HTMLFormElement;

  private readonly current = new SessionController(this);
  private isAnnounced = false;

  override render(): TemplateResult | typeof nothing {
    if (this.current.failure) return this.renderFailure(this.current.failure.message);
    if (this.current.state.status !== 'signed-out') return nothing;
    return html`<h2 class="visually-hidden">${submitWords[this.mode]}</h2>
      <div class="modes" role="tablist" aria-label="Sign in or create an account" @keydown=${this.onModeKey}>
        ${modes.map((mode) => this.renderMode(mode))}
      </div>
      <div role="tabpanel" aria-label=${submitWords[this.mode]}><form novalidate @submit=${this.onSubmit}>
        ${this.mode === 'create' ? this.renderField('name', 'Name', 'name') : nothing}
        ${this.renderField('email', 'E-mail', 'username')}
        ${this.renderField('password', 'Password', this.mode === 'create' ? 'new-password' : 'current-password')}
        <button class="button primary large" part="submit" aria-busy=${this.isSending ? 'true' : nothing}>${submitWords[this.mode]}</button>
      </form></div>
      <slot></slot>
      ${this.renderWithout()}`;
  }

  protected override updated(): void {
    const isSignedIn = this.current.state.status === 'signed-in';
    if (isSignedIn && !this.isAnnounced) this.dispatchEvent(new SignedInNotice());
    this.isAnnounced = isSignedIn;
  }

  private renderMode(mode: SignInMode): TemplateResult {
    const isChosen = mode === this.mode;
    return html`<button
      type="button"
      role="tab"
      aria-selected=${String(isChosen)}
      tabindex=${isChosen ? 0 : -1}
      @click=${() => this.choose(mode)}
    >
      ${submitWords[mode]}
    </button>`;
  }

  private renderField(name: AccountField, label: string, autocomplete: AutoFill): TemplateResult {
    const error = this.errors[name];
    if (name !== 'password') {
      return accountField({name, label, type: name === 'name' ? 'text' : name, autocomplete, error});
    }
    const type = this.isPasswordShown ? 'text' : 'password';
    return accountField({name, label, type, autocomplete, error, button: this.renderShow()});
  }

  private renderShow(): TemplateResult {
    return html`<button
      type="button"
      class="button quiet small"
      aria-label=${this.isPasswordShown ? 'Hide password' : 'Show password'}
      @click=${() => {
        this.isPasswordShown = !this.isPasswordShown;
      }}
    >
      ${this.isPasswordShown ? 'Hide' : 'Show'}
    </button>`;
  }

  private renderWithout(): TemplateResult | typeof nothing {
    if (!this.standaloneHref) return nothing;
    return html`<p class="without">
      You can also <a href=${this.standaloneHref}>work without an account</a>. Your files then stay in this browser,
      and chat and @ai are off.
    </p>`;
  }

  private renderFailure(message: string): TemplateResult {
    return html`<div class="notice danger" role="alert">
      ${icon('alert')}<span>${message}</span>
      <button type="button" class="button small" @click=${() => this.current.retry()}>Try again</button>
    </div>`;
  }

  private onModeKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.choose(this.mode === 'sign-in' ? 'create' : 'sign-in');
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    );
  }

  private choose(mode: SignInMode): void {
    this.mode = mode;
    this.errors = {};
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isSending) return;
    const values = this.values();
    const errors = accountErrors(
      this.mode,
      values,
      this.input('email').validity.valid && values.email !== '',
    );
    if (Object.keys(errors).length) return this.showErrors(errors);
    this.errors = {};
    this.isSending = true;
    try {
      const session = this.current.value;
      if (this.mode === 'create') await session?.register(values);
      else await session?.signIn({email: values.email, password: values.password});
    } catch (cause) {
      const error = asCodecraftError(cause);
      const field = fieldOfError({code: error.code, field: (error as Partial<ApiError>).field});
      if (error.code === 'unavailable') this.dispatchEvent(new ErrorNotice(error));
      await this.showErrors({[field]: error.message});
    } finally {
      this.isSending = false;
    }
  }

  private values() {
    const data = new FormData(this.form);
    const text = (name: AccountField) => String(data.get(name) ?? '');
    return {name: text('name').trim(), email: text('email').trim(), password: text('password')};
  }

  /** The first field with an error takes the focus, so that it is read out and can be mended at once. */
  private async showErrors(errors: AccountErrors): Promise<void> {
    this.errors = errors;
    await this.updateComplete;
    const first = (['name', 'email', 'password'] as const).find((name) => errors[name]);
    if (first) this.input(first).focus();
  }

  private input(name: AccountField): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}

define('codecraft-sign-in', CodecraftSignIn);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-sign-in': CodecraftSignIn;
  }
}
