import type {Session} from '@codecraft/core/auth';
import type {CodecraftError} from '@codecraft/core/errors';
import type {Project, ProjectState} from '@codecraft/core/project';
import type {InviteBody, Role} from '@codecraft/core/protocol';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import type {CodecraftChat} from '../chat/chat.js';
import {unreadMessages} from '../chat/unread.js';
import type {CodecraftEditor} from '../editor/editor.js';
import {ErrorNotice, ProjectsOpenRequest} from '../events.js';
import type {CodecraftExplorer} from '../explorer/explorer.js';
import {copyText} from '../internal/copy-text.js';
import type {CodecraftMenu, MenuEntry} from '../internal/menu.js';
import {ProjectController} from '../internal/project-controller.js';
import {fileNameOf, saveFile} from '../internal/save-file.js';
import type {CodecraftMembers} from '../members/members.js';
import type {CodecraftSettings} from '../settings/settings.js';
import {ActiveText} from './active-text.js';
import {AreaNavigation} from './area-navigation.js';
import {body} from './body.js';
import {connectionNotice} from './connection-notice.js';
import {nameMenu, projectMenu, type WorkspaceMenu} from './menus.js';
import {OpenFiles} from './open-files.js';
import {PaneSizes} from './pane-sizes.js';
import {embedParts, type Part, Parts} from './parts.js';
import {RequestHandler} from './request-handler.js';
import {type Panel, tabBar} from './tab-bar.js';
import {chosenTheme, rememberTheme, type Theme} from './theme-choice.js';
import {Toasts} from './toasts.js';
import {topBar} from './top-bar.js';
import {WidthMode} from './width-mode.js';

/** The half of the workspace that lays out one project, whatever made it, and decides on what its parts ask for. */
export abstract class ProjectView extends LitElement {
  /** `embed` leaves out the top bar, the chat and the explorer, for an example within a text. */
  @property({reflect: true}) layout: 'workspace' | 'embed' = 'workspace';

  /** Follows the page when empty; `system` follows the reader's own setting. */
  @property({reflect: true}) theme: Theme | '' = '';

  @property({reflect: true}) density: 'compact' | 'touch' | '' = '';

  /** The project that is shown. Set it to show one you made; otherwise it is made from the attributes and files. */
  @property({attribute: false}) project: Project | null = null;

  @state() private panel: Panel = 'chat';
  @state() private isFilesOpen = false;
  @state() private isChatOpen = false;
  @state() private isRenaming = false;
  @state() private isStartDismissed = false;
  /** Whether the settings were opened once, so that their code is here. */
  @state() private hasSettings = false;
  @query('codecraft-menu') private readonly menu!: CodecraftMenu | null;
  @query('codecraft-members') private readonly members!: CodecraftMembers | null;
  @query('codecraft-settings') private readonly settings!: CodecraftSettings | null;
  @query('codecraft-chat') private readonly chat!: CodecraftChat | null;
  @query('codecraft-editor') private readonly editor!: CodecraftEditor | null;
  @query('codecraft-explorer') private readonly explorer!: CodecraftExplorer | null;

  protected readonly current = new ProjectController(this, (projectState) => projectState);
  protected readonly parts = new Parts(this, (error) => this.report(error));
  protected readonly width = new WidthMode(this);
  private readonly sizes = new PaneSizes(this);
  protected readonly toasts = new Toasts(this);
  private readonly openFiles = new OpenFiles();
  private readonly activeDocument = new ActiveText();
  private readonly requests = new RequestHandler(this, {
    invite: (invite) => this.invite(invite),
    handOver: (userId) => this.handOver(userId),
    leave: () => this.leave(),
    createLink: (role) => this.createLink(role),
    copy: (text) => copyText(text, this.renderRoot as ShadowRoot),
    openFile: (fileId, line) => this.openFile(fileId, line),
    closeFile: (fileId) => this.closeFile(fileId),
    draftChat: (text) => this.draftChat(text),
    toast: (toast) => this.toasts.show(toast),
    fail: (error) => this.dispatchEvent(new ErrorNotice(error)),
  });

  constructor() {
    super();
    new AreaNavigation(this);
  }

  /** The text of the file that is shown, as it is now; empty while none is. */
  activeText(): string {
    return this.activeDocument.text;
  }

  /** Names the project for what this browser remembers about it. */
  protected abstract get memoryKey(): string;
  /** Paths to open where nothing is remembered. */
  protected abstract get preferredPaths(): readonly string[];
  /** What the menu of the project says of who one is. */
  protected abstract get accountEntries(): readonly MenuEntry[];
  /** Where there is more to ask about the project than its room tells. */
  protected abstract get source(): {readonly session: Session | null; readonly projectId: string};
  /** Asks a guest to sign in. */
  protected abstract signIn(): void;
  protected abstract invite(invite: InviteBody): Promise<void>;
  protected abstract handOver(userId: string): Promise<void>;
  protected abstract leave(): Promise<void>;
  protected abstract createLink(role: Role): Promise<string>;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.layout === 'embed') this.density ||= 'compact';
    else this.theme ||= chosenTheme() ?? '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.activeDocument.release();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const {value: projectState} = this.current;
    if (changed.has('project')) this.isStartDismissed = false;
    this.sizes.use(this.memoryKey);
    this.openFiles.use(this.memoryKey, this.project);
    if (projectState?.status === 'ready') {
      this.openFiles.follow(projectState.files, this.preferredPaths);
      if (projectState.mode === 'standalone' && this.panel === 'chat') this.panel = 'code';
    }
    if (this.isConnected) this.activeDocument.follow(this.project, this.openFiles.activeFileId);
  }

  protected renderProject(project: Project, projectState: ProjectState): TemplateResult {
    const isEmbedded = this.layout === 'embed';
    const isNarrow = this.width.isNarrow && !isEmbedded;
    const density = this.density || (isNarrow ? 'touch' : undefined);
    const isEmpty = projectState.files.length === 0 && project.may('edit');
    const isStarting = isEmpty && !this.isStartDismissed && !isEmbedded;
    this.parts.show(this.shownParts(projectState, isNarrow, isStarting));
    return html`<div class="shell" data-density=${density ?? 'normal'} data-panel=${isNarrow ? this.panel : nothing}>
      ${isEmbedded ? nothing : this.renderTop(project, projectState, isNarrow)}
      ${connectionNotice(projectState, () => project.reconnect())}
      ${body({
        project,
        state: projectState,
        openFiles: this.openFiles,
        sizes: this.sizes,
        isEmbedded,
        density,
        isFilesOpen: this.isFilesOpen,
        isChatOpen: this.isChatOpen,
        isStarting,
        onToggleFiles: () => this.toggleFiles(),
        onSignIn: () => this.signIn(),
        onReset: () => this.reset(project),
        onTemplate: (template) => void this.requests.createFiles(template.files, template.open),
        onEmpty: () => this.startEmpty(),
      })}
      ${isNarrow ? this.renderTabs(projectState) : nothing} ${this.toasts.render()}
      ${this.hasSettings ? this.renderSettings(project) : nothing}
    </div>`;
  }

  protected openMenu(opener: HTMLElement, entries: readonly MenuEntry[], label: string): void {
    const isAtEnd = opener.getBoundingClientRect().left > window.innerWidth / 2;
    void this.menu?.open({element: opener, side: isAtEnd ? 'below-end' : 'below'}, entries, label);
  }

  /** Shows what failed, and tells the page. */
  protected report(error: CodecraftError): void {
    this.toasts.show({text: error.message, isError: true});
    this.dispatchEvent(new ErrorNotice(error));
  }

  /** Says something that is no failure. */
  protected notify(text: string): void {
    this.toasts.show({text});
  }

  private shownParts({mode}: ProjectState, isNarrow: boolean, isStarting: boolean): readonly Part[] {
    if (this.layout === 'embed') return embedParts;
    const showsCode = !isNarrow || this.panel === 'code';
    return [
      'explorer',
      'menu',
      ...(mode === 'connected' ? (['chat', 'members'] as const) : []),
      ...(this.hasSettings ? (['settings'] as const) : []),
      ...(showsCode ? ([isStarting ? 'start-screen' : 'editor'] as const) : []),
      ...(!isNarrow || this.panel === 'preview' ? (['runner'] as const) : []),
    ];
  }

  private renderTop(project: Project, projectState: ProjectState, isNarrow: boolean): TemplateResult {
    const model: WorkspaceMenu = {
      project,
      theme: this.theme,
      onTheme: (theme) => this.chooseTheme(theme),
      onRename: () => {
        this.isRenaming = true;
      },
      onProjects: () => this.dispatchEvent(new ProjectsOpenRequest()),
      onSettings: () => this.openSettings(),
      onInvite: () => this.members?.openInvite(),
      onReset: () => this.reset(project),
      account: this.accountEntries,
      onDownload: () => void this.download(project, ''),
      onDownloadBuild: () => this.downloadBuild(project),
    };
    return topBar({
      project,
      state: projectState,
      isNarrow,
      isRenaming: this.isRenaming,
      isChatOpen: this.isChatOpen,
      onProjects: model.onProjects,
      onInvite: model.onInvite,
      onSignIn: () => this.signIn(),
      onToggleChat: () => this.toggleChat(),
      onNameMenu: (opener) => this.openMenu(opener, nameMenu(model), projectState.name),
      onMenu: (opener) => this.openMenu(opener, projectMenu(model, isNarrow), 'Project menu'),
      onRename: (name) => this.rename(project, name),
    });
  }

  private renderSettings(project: Project): TemplateResult {
    const {session, projectId} = this.source;
    return html`<codecraft-settings
      .project=${project}
      .session=${session}
      .projectId=${projectId}
    ></codecraft-settings>`;
  }

  private renderTabs(projectState: ProjectState): TemplateResult {
    const {mode, turns} = projectState;
    return tabBar({
      shown: this.panel,
      hasChat: mode === 'connected',
      unreadCount: unreadMessages(projectState).length,
      isWriting: Object.values(turns).some((turn) => turn.status === 'working'),
      onShow: (panel) => {
        this.panel = panel;
      },
    });
  }

  private openFile(fileId: string, line?: number): void {
    this.openFiles.open(fileId, this.current.value?.files ?? []);
    this.isFilesOpen = false;
    this.panel = 'code';
    this.requestUpdate();
    if (line !== undefined) void this.updateComplete.then(() => this.editor?.goTo(fileId, line));
  }

  private closeFile(fileId: string): void {
    this.openFiles.close(fileId, this.current.value?.files ?? []);
    this.requestUpdate();
  }

  private draftChat(text: string): void {
    this.panel = 'chat';
    this.isChatOpen = this.width.coversChat;
    void this.updateComplete.then(() => {
      if (!this.chat) return;
      this.chat.draft = text;
      this.chat.focus();
    });
  }

  private toggleFiles(): void {
    this.isFilesOpen = !this.isFilesOpen;
    if (this.isFilesOpen) void this.updateComplete.then(() => this.explorer?.focus());
  }

  private toggleChat(): void {
    this.isChatOpen = !this.isChatOpen;
    if (this.isChatOpen) void this.updateComplete.then(() => this.chat?.focus());
  }

  private openSettings(): void {
    this.hasSettings = true;
    void customElements
      .whenDefined('codecraft-settings')
      .then(() => this.updateComplete)
      .then(() => this.settings?.open());
  }

  private startEmpty(): void {
    this.isStartDismissed = true;
    this.panel = 'files';
    this.isFilesOpen = this.width.coversExplorer;
    void this.updateComplete.then(() => this.explorer?.startNewFile());
  }

  private rename(project: Project, name: string | undefined): void {
    if (!this.isRenaming) return;
    this.isRenaming = false;
    if (name && name !== project.state.name) void this.requests.attempt(() => project.rename(name));
  }

  private reset(project: Project): void {
    void this.requests.attempt(() => project.reset());
  }

  private download(project: Project, suffix: '' | '-dist'): Promise<void> {
    return this.requests.attempt(async () => {
      const contents = suffix ? await project.zipBuild() : await project.zipFiles();
      saveFile(`${fileNameOf(project.state.name)}${suffix}.zip`, contents, 'application/zip');
    });
  }

  private downloadBuild(project: Project): void {
    this.toasts.show({text: `Building ${project.state.name}`});
    void this.download(project, '-dist');
  }

  private chooseTheme(theme: Theme): void {
    this.theme = theme;
    rememberTheme(theme);
  }
}
