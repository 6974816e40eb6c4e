import type {Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import type {CreateProjectBody, Invite, ProjectSummary, ProjectsBody} from '@codecraft/core/protocol';
import type {Template} from '@codecraft/core/templates';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {ErrorNotice, ProjectOpenRequest, SignedOutNotice} from '../events.js';
import {avatar, firstName, listNames} from '../internal/avatar.js';
import '../internal/confirm-dialog.js';
import type {CodecraftConfirmDialog} from '../internal/confirm-dialog.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import '../internal/menu.js';
import type {CodecraftMenu} from '../internal/menu.js';
import {messageFieldStyles} from '../internal/message-field.js';
import {asCodecraftError, SessionController} from '../internal/session-controller.js';
import {tokens} from '../internal/tokens.js';
import {roleNames} from '../members/role-names.js';
import {newProject} from './new-project.js';
import {type ProjectGroup, projectGroups} from './project-list.js';
import {projectNameFrom} from './project-name.js';
import {projectActions, projectRow} from './project-row.js';
import {styles} from './projects.styles.js';

/** Whose colour is not known: who invites is no member here yet. */
const inviterColor = 6;

/**
 * My projects at a party: open one, rename, leave or delete one, join one, make one by describing it or from a template.
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
  /** Whose name is being changed. */
  @state() private renamedId: string | null = null;
  @state() private announcement = '';
  @query('codecraft-menu') private readonly menu!: CodecraftMenu;
  @query('codecraft-confirm-dialog') private readonly question!: CodecraftConfirmDialog;
  @query('.ask textarea') private readonly promptInput!: HTMLTextAreaElement;

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
      ${newProject({
        prompt: this.prompt,
        templates: this.templates,
        isBusy: this.isBusy,
        onPrompt: (prompt) => {
          this.prompt = prompt;
        },
        onDescribe: () => this.onDescribe(),
        onCreate: (project) => void this.create(project),
      })}
    </div>
    <p class="visually-hidden" role="status">${this.announcement}</p>
    <codecraft-menu></codecraft-menu><codecraft-confirm-dialog></codecraft-confirm-dialog>`;
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
    const open = () => this.dispatchEvent(new ProjectOpenRequest(project.id));
    return projectRow({
      project,
      href: this.projectHref.replace('{id}', project.id),
      isRenaming: project.id === this.renamedId,
      onOpen: open,
      onRename: (name) => void this.rename(project, name),
      onMenu: (opener) => {
        const actions = projectActions(project, {
          open,
          rename: () => {
            this.renamedId = project.id;
          },
          leave: () => void this.leave(project),
          delete: () => void this.delete(project),
        });
        void this.menu.open({element: opener, side: 'below-end'}, actions, project.name);
      },
    });
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

  private async rename(project: ProjectSummary, name: string | undefined): Promise<void> {
    if (this.renamedId !== project.id) return;
    this.renamedId = null;
    if (!name || name === project.name) return;
    await this.change(`Renamed to ${name}`, (session) => session.renameProject(project.id, name));
  }

  private async leave({id, name}: ProjectSummary): Promise<void> {
    const isWanted = await this.question.ask({
      title: `Leave ${name}`,
      text: 'The project stays for the others. To come back you need another invitation.',
      action: 'Leave project',
    });
    if (isWanted) await this.change(`You left ${name}`, (session) => session.leaveProject(id));
  }

  private async delete({id, name, members}: ProjectSummary): Promise<void> {
    const others = members.filter((member) => member.userId !== this.current.state.user?.id);
    const names = listNames(others.map((member) => firstName(member.name)));
    const isWanted = await this.question.ask({
      title: `Delete ${name}`,
      text: `All its files, its chat and its AI history are lost${names ? `, for ${names} too` : ''}. This cannot be undone.`,
      action: 'Delete project',
    });
    if (isWanted) await this.change(`Deleted ${name}`, (session) => session.deleteProject(id));
  }

  /** Does it, shows the list as it is then, and says so to who cannot see the list. */
  private async change(done: string, action: (session: Session) => Promise<void>): Promise<void> {
    await this.attempt(async (session) => {
      await action(session);
      this.body = await session.listProjects();
      this.announcement = done;
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
