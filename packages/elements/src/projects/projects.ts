import type {Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import type {CreateProjectBody, Invite, ProjectSummary, ProjectsBody} from '@codecraft/core/protocol';
import type {Template} from '@codecraft/core/templates';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {ErrorNotice, ProjectOpenRequest, SignedOutNotice} from '../events.js';
import {avatar} from '../internal/avatar.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import {messageField, messageFieldStyles} from '../internal/message-field.js';
import {asCodecraftError, SessionController} from '../internal/session-controller.js';
import {tokens} from '../internal/tokens.js';
import {roleNames} from '../members/role-names.js';
import {lastLine, type ProjectGroup, projectGroups} from './project-list.js';
import {projectNameFrom} from './project-name.js';
import {styles} from './projects.styles.js';

/** Whose colour is not known: who invites is no member here yet. */
const inviterColor = 6;

/**
 * My projects at a party: open one, join one, make one by describing it or from a template.
 *
 * @fires {ProjectOpenRequest} codecraft-project-open - A project was chosen or made. The host page shows it.
 * @fires {SignedOutNotice} codecraft-signed-out - Nobody is signed in at the server, so that there is nothing to show.
 * @fires {ErrorNotice} codecraft-error - The server refused something or could not be asked; it is shown too.
 * @csspart row - One project.
 */
export class CodecraftProjects extends LitElement {
  static override styles = [tokens, controls, messageFieldStyles, styles];

  /** Where the party is. Not needed when `session` is given. */
  @property() server = '';

  @property({attribute: false}) session: Session | null = null;

  /** Where a project lies on this site, with `{id}` for its id: what a link opens in another tab. */
  @property({attribute: 'project-href'}) projectHref = '#project={id}';

  @state() private body: ProjectsBody | null = null;
  @state() private failure: CodecraftError | null = null;
  @state() private templates: readonly Template[] = [];
  @state() private search = '';
  @state() private prompt = '';
  @state() private isBusy = false;
  @query('textarea') private readonly promptInput!: HTMLTextAreaElement;

  private readonly current = new SessionController(this);
  private loadedUserId: string | null = null;
  private wasSignedOut = false;

  /** Asks the server for the list again. */
  async reload(): Promise<void> {
    try {
      this.body = (await this.current.value?.listProjects()) ?? null;
      this.failure = null;
    } catch (error) {
      this.fail(error);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const failure = this.current.failure ?? this.failure;
    if (this.current.state.status !== 'signed-in' && !failure) return nothing;
    return html`<div class="page">
      <div class="head">
        <h1>Projects</h1>
        <div class="field">
          ${icon('search')}<input
            type="search"
            placeholder="Find a project"
            aria-label="Find a project"
            @input=${(event: InputEvent) => {
              this.search = (event.target as HTMLInputElement).value;
            }}
          />
        </div>
      </div>
      <div class="main">
        ${failure ? this.renderFailure(failure) : nothing} ${this.body ? this.renderList(this.body) : nothing}
      </div>
      ${this.renderNew()}
    </div>`;
  }

  protected override updated(): void {
    const isSignedOut = this.current.state.status === 'signed-out';
    if (isSignedOut && !this.wasSignedOut) this.dispatchEvent(new SignedOutNotice());
    this.wasSignedOut = isSignedOut;
    const userId = this.current.state.user?.id ?? null;
    if (userId === this.loadedUserId) return;
    this.loadedUserId = userId;
    this.body = null;
    if (!userId) return;
    void this.reload();
    void import('@codecraft/core/templates').then(({templates}) => {
      this.templates = templates;
    }, this.fail);
  }

  private renderFailure(failure: CodecraftError): TemplateResult {
    return html`<div class="notice danger" role="alert">
      ${icon('alert')}<span>${failure.message}</span>
      <button type="button" class="button small" @click=${this.onTryAgain}>Try again</button>
    </div>`;
  }

  private renderList({projects, invites}: ProjectsBody): TemplateResult {
    const groups = projectGroups(projects, this.search);
    return html`${invites.map((invite) => this.renderInvite(invite))}
      ${groups.map((group) => this.renderGroup(group))}
      ${groups.length ? nothing : html`<p class="none muted">${this.emptyText(projects)}</p>`}`;
  }

  private emptyText(projects: readonly ProjectSummary[]): string {
    return projects.length
      ? `No project is called “${this.search.trim()}”.`
      : 'No projects yet. Describe one, or start from a template.';
  }

  private renderInvite(invite: Invite): TemplateResult {
    const role = roleNames[invite.role].toLowerCase();
    return html`<p class="invite">
      ${avatar({name: invite.from, color: inviterColor}, {size: 'medium'})}
      <span class="who"
        ><b>${invite.from}</b> invites you to <b>${invite.projectName}</b> as ${role === 'admin' ? 'an' : 'a'} ${role}</span
      >
      <span class="answers">
        <button type="button" class="button quiet" @click=${() => this.onDecline(invite)}>Decline</button>
        <button type="button" class="button" @click=${() => this.onJoin(invite)}>Join</button>
      </span>
    </p>`;
  }

  private renderGroup(group: ProjectGroup): TemplateResult {
    return html`<section>
      <h2>${group.title}</h2>
      <ul class="list">
        ${group.projects.map((project) => this.renderProject(project))}
      </ul>
    </section>`;
  }

  private renderProject(project: ProjectSummary): TemplateResult {
    return html`<li class="project" part="row">
      <a
        class="name"
        href=${this.projectHref.replace('{id}', project.id)}
        @click=${(event: MouseEvent) => this.onProjectClick(event, project.id)}
        >${project.name}</a
      >
      <span class="last">${lastLine(project, Date.now())}</span>
      <span class="stack">${project.members.map((member) => avatar(member, {size: 'medium', away: !member.isHere}))}</span>
      <span class="role">${roleNames[project.role]}</span>
    </li>`;
  }

  /** A click opens it here; with a modifier key the browser opens the link as it does any other. */
  private onProjectClick(event: MouseEvent, projectId: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.dispatchEvent(new ProjectOpenRequest(projectId));
  }

  private renderNew(): TemplateResult {
    return html`<aside class="aside">
      <section>
        <h2>New project</h2>
        <div class="list">
          <div class="ask">
            ${messageField({
              value: this.prompt,
              label: 'What to build',
              placeholder: 'Describe it: a todo list with filters',
              onInput: (value) => {
                this.prompt = value;
              },
              onSubmit: () => void this.onDescribe(),
            })}
            <div class="actions">
              <span class="faint s">@ai builds it</span>
              <button type="button" class="button primary" aria-busy=${this.isBusy ? 'true' : nothing} @click=${this.onDescribe}>Create</button>
            </div>
          </div>
          ${this.templates.map((template) => this.renderTemplate(template.name, template.description, template.id))}
          ${this.renderTemplate('Empty', 'Add a file, or ask @ai later')}
        </div>
      </section>
    </aside>`;
  }

  private renderTemplate(name: string, description: string, template?: string): TemplateResult {
    const body = template ? {name, template} : {name: projectNameFrom('')};
    return html`<button type="button" class="template" ?disabled=${this.isBusy} @click=${() => this.create(body)}>
      <b>${name}</b><span>${description}</span>${icon('chevron')}
    </button>`;
  }

  private onDescribe(): void {
    const prompt = this.prompt.trim();
    if (!prompt) return this.promptInput.focus();
    const request = prompt.replace(/^@ai\s+/i, '');
    void this.create({name: projectNameFrom(prompt)}, `@ai ${request}`);
  }

  private async create(body: CreateProjectBody, firstMessage?: string): Promise<void> {
    await this.attempt(async (session) => {
      const projectId = await session.createProject(body);
      this.prompt = '';
      this.dispatchEvent(new ProjectOpenRequest(projectId, firstMessage));
    });
  }

  private async onJoin(invite: Invite): Promise<void> {
    await this.attempt(async (session) => {
      await session.acceptInvite(invite.projectId);
      this.dispatchEvent(new ProjectOpenRequest(invite.projectId));
    });
  }

  private async onDecline(invite: Invite): Promise<void> {
    await this.attempt(async (session) => {
      await session.declineInvite(invite.projectId);
      this.body = await session.listProjects();
    });
  }

  private onTryAgain(): void {
    if (this.current.failure) this.current.retry();
    else void this.reload();
  }

  /** One thing at a time; what fails is said above the list until something succeeds. */
  private async attempt(action: (session: Session) => Promise<void>): Promise<void> {
    const session = this.current.value;
    if (!session || this.isBusy) return;
    this.isBusy = true;
    try {
      await action(session);
      this.failure = null;
    } catch (error) {
      this.fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  private readonly fail = (error: unknown): void => {
    this.failure = asCodecraftError(error);
    this.dispatchEvent(new ErrorNotice(this.failure));
  };
}

define('codecraft-projects', CodecraftProjects);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-projects': CodecraftProjects;
  }
}
