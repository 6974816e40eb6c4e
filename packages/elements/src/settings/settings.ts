import type {Session} from '@codecraft/core/auth';
import type {Project, ProjectState} from '@codecraft/core/project';
import type {RoomSettings} from '@codecraft/core/protocol';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {SettingsChangeRequest} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {copyText} from '../internal/copy-text.js';
import {define} from '../internal/define.js';
import {dialogStyles} from '../internal/dialog.styles.js';
import {icon} from '../internal/icon.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import {Activity} from './activity.js';
import {activityView} from './activity-view.js';
import {Invitations} from './invitations.js';
import {invitationsView} from './invitations-view.js';
import {changedSettings, readSettings, type SettingsErrors} from './read-settings.js';
import {styles} from './settings.styles.js';
import {settingsForm} from './settings-form.js';

const tabNames = {settings: 'Settings', invitations: 'Invitations', activity: 'Activity'} as const;
type Tab = keyof typeof tabNames;
const tabs = Object.keys(tabNames) as Tab[];

/**
 * What a project's admins decide about it, whom it still invites, and who changed what. Shown by `open()`.
 *
 * @fires {SettingsChangeRequest} codecraft-settings-change - Settings were changed and saved.
 * @csspart field - A field with its frame.
 * @csspart submit - The button that saves.
 * @csspart make-link - The button that makes an invitation link.
 */
export class CodecraftSettings extends LitElement {
  static override styles = [tokens, controls, dialogStyles, styles];

  @property({attribute: false}) project: Project | null = null;

  /** Whom to ask for what the room does not tell; without one there are the settings alone. */
  @property({attribute: false}) session: Session | null = null;

  @property({attribute: false}) projectId = '';

  @state() private tab: Tab = 'settings';
  @state() private errors: SettingsErrors = {};
  /** As they were when the dialog was opened: what others change meanwhile is not taken back by saving. */
  @state() private shownSettings: RoomSettings | null = null;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('#settings') private readonly form!: HTMLFormElement | null;

  private readonly current = new ProjectController(this, (projectState) => projectState);
  private readonly invitations = new Invitations(this);
  private readonly activity = new Activity(this);

  /** Each opening has a form of its own, so that nothing typed before and called off is in it. */
  private openings = 0;

  async open(): Promise<void> {
    this.openings++;
    this.shownSettings = this.project?.state.settings ?? null;
    this.errors = {};
    this.tab = 'settings';
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  override render(): TemplateResult {
    const projectState = this.current.value;
    return html`<dialog class="dialog" aria-labelledby="title" @click=${this.onBackdropClick}>
      <div class="head">
        <h2 id="title">${projectState?.name}</h2>
        <button type="button" class="icon-button" aria-label="Close" title="Close" @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </div>
      ${
        this.session
          ? html`<div class="tabs" role="tablist" aria-label="About this project" @keydown=${this.onTabKey}>
              ${tabs.map((tab) => this.renderTab(tab))}
            </div>`
          : nothing
      }
      ${projectState && this.shownSettings ? this.renderPanel(projectState, this.shownSettings) : nothing}
      ${this.tab === 'settings' ? this.renderFoot() : nothing}
    </dialog>`;
  }

  private renderTab(tab: Tab): TemplateResult {
    const isChosen = tab === this.tab;
    return html`<button
      type="button"
      role="tab"
      aria-selected=${String(isChosen)}
      tabindex=${isChosen ? 0 : -1}
      @click=${() => this.choose(tab)}
    >
      ${tabNames[tab]}
    </button>`;
  }

  /** The form stays while the changes are looked at, with what was typed into it. */
  private renderPanel(projectState: ProjectState, before: RoomSettings): TemplateResult {
    const isForm = this.tab === 'settings';
    return html`<div class="content" role="tabpanel" aria-label="Settings" ?hidden=${!isForm}>
        ${keyed(
          this.openings,
          html`<form id="settings" novalidate @submit=${this.onSubmit}>${settingsForm(before, this.errors)}</form>`,
        )}
      </div>
      <div class="content" role="tabpanel" aria-label=${tabNames[this.tab]} tabindex="0" ?hidden=${isForm}>
        ${this.tab === 'invitations' ? invitationsView(this.invitations, (address) => void this.onCopy(address)) : nothing}
        ${this.tab === 'activity' ? activityView(this.activity, projectState) : nothing}
      </div>`;
  }

  private renderFoot(): TemplateResult {
    return html`<div class="foot">
      <span class="spacer"></span>
      <button type="button" class="button" @click=${() => this.dialog.close()}>Cancel</button>
      <button class="button primary" part="submit" form="settings">Save settings</button>
    </div>`;
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    if (tab !== 'settings') void this[tab].load();
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.choose(tabs.at((tabs.indexOf(this.tab) + step) % tabs.length) ?? 'settings');
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    );
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.shownSettings || !this.form) return;
    const {settings, errors} = readSettings(new FormData(this.form), this.shownSettings);
    this.errors = errors;
    if (Object.keys(errors).length) {
      await this.updateComplete;
      return this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
    const changed = changedSettings(this.shownSettings, settings);
    this.dialog.close();
    if (Object.keys(changed).length) this.dispatchEvent(new SettingsChangeRequest(changed));
  }

  /** Where the browser allows no copying, the address stands there to be copied by hand. */
  private async onCopy(address: string): Promise<void> {
    if (await copyText(address, this.dialog)) this.invitations.noteCopied();
    this.requestUpdate();
  }

  private onBackdropClick(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}

define('codecraft-settings', CodecraftSettings);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-settings': CodecraftSettings;
  }
}
