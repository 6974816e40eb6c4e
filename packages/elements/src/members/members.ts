import type {Project, ProjectState} from '@codecraft/core/project';
import type {Member, Role} from '@codecraft/core/protocol';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query} from 'lit/decorators.js';
import {
  MemberHandOverRequest,
  MemberRemoveRequest,
  MemberRoleRequest,
  ProjectLeaveRequest,
} from '../events.js';
import {avatar, firstName, listNames} from '../internal/avatar.js';
import '../internal/confirm-dialog.js';
import type {CodecraftConfirmDialog} from '../internal/confirm-dialog.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import '../internal/menu.js';
import type {CodecraftMenu, MenuEntry} from '../internal/menu.js';
import {place} from '../internal/place.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import './invite-dialog.js';
import type {CodecraftInviteDialog} from './invite-dialog.js';
import {styles} from './members.styles.js';
import {roleNames} from './role-names.js';
import {peopleHere, whereabouts} from './whereabouts.js';

/** More avatars than this become a number. */
const maxAvatars = 5;

/**
 * Who belongs to the project, who is here and where, and, for admins, who may do what.
 *
 * With `layout="stack"` a row of avatars that opens the list; otherwise the list itself.
 *
 * @fires {MemberInviteRequest} codecraft-member-invite - People were chosen to be invited.
 * @fires {MemberRoleRequest} codecraft-member-role - A member was given another role.
 * @fires {MemberRemoveRequest} codecraft-member-remove - A member is to leave.
 * @fires {MemberHandOverRequest} codecraft-member-hand-over - A member is to become admin in one's place.
 * @fires {ProjectLeaveRequest} codecraft-project-leave - One wants to leave the project.
 * @fires {LinkCopyRequest} codecraft-link-copy - A link that invites is to be made and copied.
 * @csspart row - One member.
 * @csspart field - The field for addresses in the invite dialog.
 */
export class CodecraftMembers extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  @property({reflect: true}) layout: 'list' | 'stack' = 'list';

  /** Leaves oneself out of the stack, where there is little room. */
  @property({type: Boolean, attribute: 'others-only'}) othersOnly = false;

  @query('codecraft-menu') private readonly menu!: CodecraftMenu;
  @query('codecraft-invite-dialog') private readonly inviteDialog!: CodecraftInviteDialog | null;
  @query('codecraft-confirm-dialog') private readonly question!: CodecraftConfirmDialog;
  @query('[popover]') private readonly popup!: HTMLElement | null;

  private readonly current = new ProjectController(this, (state) => state);

  /** Opens the dialog that asks whom to invite. */
  openInvite(): void {
    this.popup?.hidePopover();
    void this.inviteDialog?.open();
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.current.value;
    if (!this.project || !state) return nothing;
    return html`${this.layout === 'stack' ? this.renderStack(state) : this.renderPeople(state)}
      <codecraft-invite-dialog .projectName=${state.name}></codecraft-invite-dialog>
      <codecraft-confirm-dialog></codecraft-confirm-dialog>`;
  }

  private renderStack(state: ProjectState): TemplateResult {
    const here = peopleHere(state);
    const shown = this.othersOnly ? here.filter((member) => member.userId !== state.me?.userId) : here;
    const names = here.map((member) => (member.userId === state.me?.userId ? 'you' : firstName(member.name)));
    const label = `People: ${hereText(names)}`;
    return html`<button
        type="button"
        class="stack"
        popovertarget="people"
        aria-haspopup="dialog"
        ?hidden=${state.members.length === 0}
      >
        <span class="visually-hidden">${label}</span>
        ${shown.slice(0, maxAvatars).map((member) => avatar(member, {size: 'medium'}))}
        ${shown.length > maxAvatars ? html`<span class="more">+${shown.length - maxAvatars}</span>` : nothing}
        ${shown.length === 0 ? html`<span class="more">${icon('people')}</span>` : nothing}
      </button>
      <div popover id="people" class="popover" role="dialog" aria-label="People" @toggle=${this.onToggle}>
        ${this.renderPeople(state)}
      </div>`;
  }

  private renderPeople(state: ProjectState): TemplateResult {
    return html`<div class="people">
      <div class="panel-header">
        <h2>People</h2>
        <span class="count faint">${state.members.length}</span>
        <span class="spacer"></span>
        ${
          this.project?.may('invite')
            ? html`<button type="button" class="button small" @click=${() => this.openInvite()}>Invite</button>`
            : nothing
        }
      </div>
      <ul>
        ${state.members.map((member) => this.renderPerson(member, state))}
      </ul>
      ${
        state.me && state.members.length > 1
          ? html`<button type="button" class="button quiet leave" @click=${() => this.leave(state)}>Leave project</button>`
          : nothing
      }
      <codecraft-menu></codecraft-menu>
    </div>`;
  }

  private renderPerson(member: Member, state: ProjectState): TemplateResult {
    const {isHere, text} = whereabouts(member, state);
    return html`<li class="person" part="row">
      ${avatar(member, {size: 'medium', away: !isHere})}
      <span class="about"><span>${member.name}</span><span class="s muted">${text}</span></span>
      ${this.renderRole(member)}
    </li>`;
  }

  private renderRole(member: Member): TemplateResult {
    const name = roleNames[member.role];
    if (!this.project?.may('change-role')) return html`<span class="role">${name}</span>`;
    return html`<button
      type="button"
      class="button quiet role"
      aria-label="Role of ${member.name}: ${name}"
      aria-haspopup="menu"
      @click=${(event: MouseEvent) => this.openRoles(event.currentTarget as HTMLElement, member)}
    >
      ${name}${icon('chevron', {turn: 'down'})}
    </button>`;
  }

  private openRoles(opener: HTMLElement, member: Member): void {
    const choices = (Object.keys(roleNames) as Role[]).map(
      (role): MenuEntry => ({
        label: roleNames[role],
        isChecked: role === member.role,
        select: () => {
          if (role !== member.role) this.dispatchEvent(new MemberRoleRequest(member.userId, role));
        },
      }),
    );
    const removal: MenuEntry = {
      label: `Remove ${firstName(member.name)}`,
      icon: 'trash',
      isDanger: true,
      select: () => this.dispatchEvent(new MemberRemoveRequest(member.userId)),
    };
    const handOver: MenuEntry = {
      label: `Hand over to ${firstName(member.name)}`,
      icon: 'people',
      select: () => void this.handOver(member),
    };
    const isMe = member.userId === this.current.value?.me?.userId;
    const entries = isMe ? choices : [...choices, 'separator' as const, handOver, removal];
    void this.menu.open({element: opener, side: 'below-end'}, entries, `Role of ${member.name}`);
  }

  private async handOver({userId, name}: Member): Promise<void> {
    const first = firstName(name);
    const isWanted = await this.question.ask({
      title: `Hand over to ${first}`,
      text: `${first} becomes an admin and you become a member. Only an admin can change that again.`,
      action: 'Hand over',
    });
    if (isWanted) this.dispatchEvent(new MemberHandOverRequest(userId));
  }

  private async leave({name}: ProjectState): Promise<void> {
    const isWanted = await this.question.ask({
      title: `Leave ${name}`,
      text: 'The project stays for the others. To come back you need another invitation.',
      action: 'Leave project',
    });
    if (isWanted) this.dispatchEvent(new ProjectLeaveRequest());
  }

  private onToggle(event: ToggleEvent): void {
    const opener = this.renderRoot.querySelector('.stack');
    if (event.newState === 'open' && opener && this.popup)
      place(this.popup, {element: opener, side: 'below-end'});
  }
}

/** `only you are here`, `Jonas and you are here`; to a guest, who is no member, `nobody is here`, `only Jonas is here`. */
function hereText(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return 'nobody is here';
  if (names.length === 1) return `only ${first} ${first === 'you' ? 'are' : 'is'} here`;
  return `${listNames(names)} are here`;
}

define('codecraft-members', CodecraftMembers);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-members': CodecraftMembers;
  }
}
