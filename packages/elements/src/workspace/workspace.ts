import type {Session} from '@codecraft/core/auth';
import type {Project} from '@codecraft/core/project';
import type {InviteBody, Role} from '@codecraft/core/protocol';
import type {NetworkPolicy, WebContainerOptions} from '@codecraft/core/runtime';
import {html, nothing, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {AccountTask} from '../account/account-dialog.js';
import {ProjectOpenRequest, ProjectsOpenRequest, ReadyNotice, SignedOutNotice} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {joinAddress} from '../internal/join-address.js';
import type {MenuEntry} from '../internal/menu.js';
import {asCodecraftError, SessionController, type SiteToken} from '../internal/session-controller.js';
import {tokens} from '../internal/tokens.js';
import {GuestEntry} from './guest-entry.js';
import {failedView, projectsView, signInView} from './home.js';
import {LinkJoiner} from './link-joiner.js';
import {embedParts} from './parts.js';
import {ProjectLoader} from './project-loader.js';
import {ProjectView} from './project-view.js';
import {SiteRefusal} from './site-refusal.js';
import {styles} from './workspace.styles.js';

/**
 * A whole workspace: chat, files, code and the running result of one project.
 *
 * Connected, with `server` and `project`, everyone in the project sees the same; without `project` it shows my
 * projects. Standalone, without `server`, it shows the files that stand inside it, with nobody else and no server:
 *
 *   <codecraft-workspace>
 *     <script type="text/plain" data-path="src/App.jsx">…</script>
 *   </codecraft-workspace>
 *
 * F6 and Shift+F6 go from area to area. Requests of the parts bubble through it: any listener can call one off with
 * `preventDefault()`, and what is not called off is done.
 *
 * @fires {ReadyNotice} codecraft-ready - The project can be read, edited and run.
 * @fires {ErrorNotice} codecraft-error - Something failed; it is shown too.
 * @fires {ProjectOpenRequest} codecraft-project-open - A project was chosen in the list, or joined by a link.
 * @fires {SignedOutNotice} codecraft-signed-out - Someone signed out here.
 * @fires {ProjectsOpenRequest} codecraft-projects-open - The way back to the list of projects was chosen.
 * @csspart top - The bar at the top.
 * @csspart editor - The editor.
 * @csspart tabbar - The tabs at the bottom of a narrow workspace.
 * @csspart error - What is shown instead of a project that cannot be.
 */
export class CodecraftWorkspace extends ProjectView {
  static override styles = [tokens, controls, styles];

  /** Where the party is; empty for a standalone workspace. */
  @property() server = '';

  /**
   * For a site that signs its own users in and that the server trusts: its token for this user, or a function that
   * answers one whenever the last has ended. Nobody is then asked to sign in here. A new text is taken up at once.
   */
  @property() token: SiteToken = '';

  /** Shows a project that lets guests in to who is not signed in, who may sign in from there. */
  @property({type: Boolean}) guest = false;

  /** Id of the project to show. */
  @property({attribute: 'project'}) projectId = '';

  /** What a link that invites says after `#join=`: joins, and opens the project. Needs `server`. */
  @property() join = '';

  /** Standalone: a starter project instead of the files inside, such as `react`. */
  @property() template = '';

  /** Standalone: what the project is called. */
  @property() name = '';

  /**
   * Standalone: keeps what is changed, and the app's `localStorage`, in this browser under this name, apart for each page.
   */
  @property({attribute: 'draft-key'}) draftKey = '';

  /** Where one may work without an account, offered beside the way in; leaves the offer out when empty. */
  @property({attribute: 'standalone-href'}) standaloneHref = '';

  /**
   * Where npm packages come from: the address of a package gateway, such as `https://party.example/api/packages`.
   * Empty: from the party of a connected workspace; a standalone one has those that are built in.
   */
  @property() packages = '';

  /**
   * What runs the project. `webcontainer` asks StackBlitz's host, needs a cross-origin isolated page and for commercial
   * use their licence; where it does not start, the embedded runtime does, and a notice says why.
   */
  @property() runtime: 'sandbox' | 'webcontainer' = 'sandbox';

  /** For `runtime="webcontainer"`: the licence's `apiKey`, the page's `coep`, a time limit. Read at the first boot. */
  @property({attribute: false}) webContainer: WebContainerOptions = {};

  /**
   * What the running app may reach: `open` (any https host), `gateway` (where packages come from, and this library's own
   * files) or `none`. Of the embedded runtime alone.
   */
  @property() network: NetworkPolicy = 'open';

  /**
   * Where this library's `preview.html` is, on a page whose policy forbids inline scripts; best on another site. Empty:
   * previews need no file.
   */
  @property({attribute: 'preview-url'}) previewUrl = '';

  /** A message that is sent to the chat, once, when the project is ready. */
  @property({attribute: 'first-message'}) firstMessage = '';

  /** The page's session, when it has one of its own. */
  @property({attribute: false}) session: Session | null = null;

  /** Standalone: texts by path, instead of the files inside. */
  @property({attribute: false}) files: Readonly<Record<string, string>> | null = null;

  private readonly sessions = new SessionController(this);
  private readonly refusal = new SiteRefusal(this, this.sessions);
  private readonly guests = new GuestEntry(this, this.sessions);
  private readonly loader = new ProjectLoader(this, this.sessions, this.guests, {
    failure: (error) => this.report(error),
    notice: (sentence) => this.notify(sentence),
  });
  private readonly joiner = new LinkJoiner(this, this.sessions, (projectId) => this.openJoined(projectId));
  private announced: Project | null = null;
  private isOpenedHere = false;

  constructor() {
    super();
    this.addEventListener(ProjectsOpenRequest.type, (event) =>
      this.onProjectsOpen(event as ProjectsOpenRequest),
    );
  }

  override render(): TemplateResult {
    return html`${this.renderContent()}<codecraft-menu></codecraft-menu>`;
  }

  protected override updated(): void {
    const {value: projectState} = this.current;
    if (
      !this.project ||
      !projectState ||
      projectState.status === 'loading' ||
      this.announced === this.project
    )
      return;
    this.announced = this.project;
    void this.updateComplete.then(() => this.announce());
  }

  /** The project has come, or cannot. */
  private announce(): void {
    if (!this.project || this.project !== this.announced) return;
    const {failure} = this.project.state;
    if (failure) return this.report(failure);
    if (this.firstMessage) this.project.sendChat(this.firstMessage);
    this.firstMessage = '';
    this.dispatchEvent(new ReadyNotice());
  }

  protected override get memoryKey(): string {
    return this.loader.key;
  }

  protected override get preferredPaths(): readonly string[] {
    return this.loader.givenPaths;
  }

  protected override get accountEntries(): readonly MenuEntry[] {
    if (this.guests.isLooking) return [{label: 'Sign in', select: () => this.signIn()}];
    if (this.sessions.value?.isHosted) return [];
    return [{label: 'Sign out', select: () => void this.signOut()}];
  }

  protected override get source() {
    return {session: this.sessions.value, projectId: this.projectId};
  }

  protected override signIn(): void {
    this.guests.signIn();
  }

  private async signOut(): Promise<void> {
    try {
      await this.sessions.value?.signOut();
      this.dispatchEvent(new SignedOutNotice());
    } catch (error) {
      this.report(asCodecraftError(error));
    }
  }

  protected override async invite(invite: InviteBody): Promise<void> {
    await this.sessions.value?.invite(this.projectId, invite);
  }

  protected override async handOver(userId: string): Promise<void> {
    await this.sessions.value?.handOver(this.projectId, userId);
  }

  protected override async leave(): Promise<void> {
    await this.sessions.value?.leaveProject(this.projectId);
    this.dispatchEvent(new ProjectsOpenRequest());
  }

  protected override async createLink(role: Role): Promise<string> {
    const link = await this.sessions.value?.createLink(this.projectId, {role, ...linkLimits});
    return joinAddress(this.projectId, link?.token ?? '');
  }

  private renderContent(): TemplateResult | typeof nothing {
    const {value: projectState} = this.current;
    const {failure} = this.loader;
    if (failure) return failedView({failure, onTryAgain: () => this.loader.retry()});
    if (this.project && projectState?.status === 'ready')
      return this.renderProject(this.project, projectState);
    if (projectState?.failure) {
      const reasons = [projectState.failure.message];
      const view = {title: 'This project cannot be shown', reasons};
      const isGuest = this.guests.isLooking;
      return failedView({
        failure: view,
        onTryAgain: () => this.loader.retry(),
        onSignIn: isGuest ? () => this.signIn() : undefined,
        onProjects: isGuest ? undefined : () => this.dispatchEvent(new ProjectsOpenRequest()),
      });
    }
    if (this.server && !this.project) return this.renderHome();
    // While its project is made from the page's own files.
    if (this.layout === 'embed') this.parts.show(embedParts);
    return nothing;
  }

  private renderHome(): TemplateResult | typeof nothing {
    const {value: session, state} = this.sessions;
    const {value: refusal} = this.refusal;
    if (refusal) {
      const failure = {title: 'This site could not sign you in', reasons: [refusal.message]};
      return failedView({failure, onTryAgain: () => this.sessions.retry()});
    }
    if (this.guests.isLooking || this.guests.isAsking) return nothing;
    if (state.status === 'signed-out' || this.sessions.failure) {
      const hasScene = this.width.hasRoomBeside;
      this.parts.show(['sign-in', ...(hasScene ? (['sign-in-scene'] as const) : [])]);
      const {session: given, server, standaloneHref} = this;
      const look = this.guests.mayLook ? {onLook: () => this.guests.look()} : {};
      return signInView({session: given, server, standaloneHref, hasScene, ...look});
    }
    if (!session || state.status !== 'signed-in') return nothing;
    if (this.join) return this.renderJoining();
    if (this.projectId) return nothing;
    this.parts.show(['projects', 'menu', 'account-dialog']);
    return html`<div class="whole" @codecraft-project-open=${this.onProjectOpen}>
        ${projectsView(session, (opener) => this.openAccountMenu(opener))}
      </div>
      ${this.toasts.render()}`;
  }

  private openAccountMenu(opener: HTMLElement): void {
    const open = async (task: AccountTask) => {
      await customElements.whenDefined('codecraft-account-dialog'); // its code may still be on the way
      await this.renderRoot.querySelector('codecraft-account-dialog')?.open(task);
    };
    const entries: MenuEntry[] = [
      {label: 'Change password', icon: 'lock', select: () => void open('change-password')},
      {label: 'Delete account', icon: 'trash', isDanger: true, select: () => void open('delete')},
      'separator',
      ...this.accountEntries,
    ];
    this.openMenu(opener, entries, 'Account');
  }

  private renderJoining(): TemplateResult | typeof nothing {
    if (!this.joiner.failure) return nothing;
    return failedView({
      failure: {title: 'This link does not let you in', reasons: [this.joiner.failure.message]},
      onProjects: () => {
        this.join = '';
        this.dispatchEvent(new ProjectsOpenRequest());
      },
    });
  }

  private openJoined(projectId: string): void {
    this.join = '';
    const request = new ProjectOpenRequest(projectId);
    this.dispatchEvent(request);
    this.onProjectOpen(request);
  }

  /** A page that routes by itself calls it off and sets `project`. */
  private onProjectOpen(event: ProjectOpenRequest): void {
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      this.isOpenedHere = true;
      this.projectId = event.projectId;
      this.firstMessage = event.firstMessage ?? '';
    });
  }

  /** Back to my projects, where this workspace itself had shown them; otherwise the page knows where they are. */
  private onProjectsOpen(event: ProjectsOpenRequest): void {
    queueMicrotask(() => {
      if (event.defaultPrevented || !this.isOpenedHere) return;
      this.isOpenedHere = false;
      this.projectId = '';
    });
  }
}

/** A class has a week to join by a link. */
const linkLimits = {expiresInSeconds: 7 * 86_400, uses: 100} as const;

define('codecraft-workspace', CodecraftWorkspace);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-workspace': CodecraftWorkspace;
  }
}
