import {languageOf, nameOf} from '@codecraft/core/files';
import type {Project, ProjectState, RefusedEdit} from '@codecraft/core/project';
import type {FileEntry, Member} from '@codecraft/core/protocol';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {styleMap} from 'lit/directives/style-map.js';
import {ChatSendRequest, FileCloseRequest, FileOpenRequest} from '../events.js';
import {firstName, listNames, whoStyle} from '../internal/avatar.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import type {CodecraftMenu} from '../internal/menu.js';
import '../internal/menu.js';
import {copyText} from '../internal/copy-text.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import {CodeController, type CodeHost} from './code-controller.js';
import {styles} from './editor.styles.js';
import {plainCode} from './plain-code.js';
import {tabs} from './tabs.js';

/**
 * The open files as tabs, and the code of the active one in Monaco. Everyone edits the same text; others are seen by
 * their carets. Monaco is loaded when the element is seen; until then the text stands in its place.
 *
 * In the code, Tab indents; Ctrl+M makes Tab move the focus instead, and back.
 *
 * @fires {FileOpenRequest} codecraft-file-open - A tab was chosen.
 * @fires {FileCloseRequest} codecraft-file-close - A tab was closed.
 * @fires {ChatSendRequest} codecraft-chat-send - A viewer asks an admin to be allowed to edit.
 * @slot start - Before the tabs.
 * @slot actions - After the tabs.
 * @slot empty - Shown while no file is open.
 * @csspart tab - One open file.
 */
export class CodecraftEditor extends LitElement implements CodeHost {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  /** The tabs, in their order. The owner keeps them; the editor only asks. */
  @property({attribute: false}) openFileIds: readonly string[] = [];

  @property({attribute: false}) activeFileId: string | null = null;

  /** `embed` leaves out the status bar and the buttons that close tabs. */
  @property({reflect: true}) layout: 'workspace' | 'embed' = 'workspace';

  /** The code can be read, and written a moment later: Monaco is loaded once the app that is being started is shown. */
  @property({type: Boolean, attribute: 'after-app'}) afterApp = false;

  @query('.monaco') readonly codeContainer!: HTMLElement | null;

  @query('codecraft-menu') private readonly menu!: CodecraftMenu | null;

  @state() private copiedFileId: string | null = null;

  private readonly view = new ProjectController(this, (projectState) => projectState);
  private readonly code = new CodeController(this);

  /** Shows a place of a file once that file is the active one. Lines and columns count from 1. */
  goTo(fileId: string, line: number, column = 1): void {
    this.code.goTo(fileId, {lineNumber: line, column});
  }

  /** Runs an action of Monaco, such as `actions.find`, and gives the code the focus. */
  runAction(actionId: string): void {
    this.code.run(actionId);
  }

  /** Width of the line numbers and the gap to the text, in pixels. */
  get gutterWidth(): number {
    return this.layout === 'embed' ? 44 : 52;
  }

  get activeFile(): FileEntry | undefined {
    return this.view.value?.files.find(({id}) => id === this.activeFileId);
  }

  override render(): TemplateResult {
    const projectState = this.view.value;
    const {activeFile} = this;
    return html`
      <div class="tabs">
        <slot name="start"></slot>
        ${projectState ? this.renderTabs(projectState) : nothing}
        <span class="spacer"></span>
        ${this.mayEdit ? nothing : html`<span class="chip">${icon('lock', {small: true})}View only</span>`}
        <slot name="actions"></slot>
        ${this.activeFile && this.layout !== 'embed' ? this.renderActions() : nothing}
      </div>
      ${this.renderNotices(projectState)} ${activeFile ? this.renderCode(activeFile) : this.renderEmpty()}
      ${activeFile && projectState && this.layout !== 'embed' ? this.renderStatus(activeFile, projectState) : nothing}
    `;
  }

  private renderTabs({files, turns, unsentFiles}: ProjectState) {
    const open = this.openFileIds.flatMap((fileId) => files.find(({id}) => id === fileId) ?? []);
    const written = Object.values(turns)
      .filter(({status}) => status === 'working')
      .flatMap((turn) => turn.files.filter(({status}) => status === 'writing'))
      .flatMap(({fileId}) => fileId ?? []);
    return tabs({
      files: open,
      activeFileId: this.activeFileId,
      canClose: this.layout !== 'embed',
      unsentFiles,
      writtenFiles: new Set(written),
      onOpen: (fileId) => this.dispatchEvent(new FileOpenRequest(fileId)),
      onClose: (fileId) => this.dispatchEvent(new FileCloseRequest(fileId)),
    });
  }

  private renderActions(): TemplateResult {
    return html`<button
        class="icon-button"
        aria-label="Editor actions"
        title="Editor actions"
        aria-haspopup="menu"
        @click=${this.onActions}
      >
        ${icon('more')}</button
      ><codecraft-menu></codecraft-menu>`;
  }

  private renderNotices(projectState: ProjectState | undefined) {
    const refused = projectState?.refusedEdits.find(({fileId}) => fileId === this.activeFileId);
    return html`
      ${refused ? this.renderRefusal(refused) : nothing}
      ${
        this.code.isMonacoMissing
          ? html`<p class="notice" role="status">
              ${icon('alert')}<span>The editor did not load, so files can only be read. Reload the page to try again.</span>
            </p>`
          : nothing
      }
      ${
        this.code.failure
          ? html`<p class="notice danger" role="alert">
              ${icon('alert')}<span>${this.code.failure.message}</span>
              <button class="button small" @click=${() => this.code.retry()}>Try again</button>
            </p>`
          : nothing
      }
    `;
  }

  private renderRefusal({fileId, reason, text}: RefusedEdit): TemplateResult {
    return html`<p class="notice" role="alert">
      ${icon('lock')}<span>${reason}</span>
      <button class="button small" @click=${() => this.onCopy(fileId, text)}>
        ${this.copiedFileId === fileId ? 'Copied' : 'Copy it'}
      </button>
      <button
        class="icon-button small"
        aria-label="Dismiss"
        title="Dismiss"
        @click=${() => this.project?.dismissRefusedEdit(fileId)}
      >
        ${icon('close')}
      </button>
    </p>`;
  }

  private renderCode(file: FileEntry): TemplateResult {
    const {isShown, plainText} = this.code;
    return html`<div
      class="area"
      id="code"
      role="tabpanel"
      aria-label=${nameOf(file.path)}
      style=${styleMap({'--gutter': `${this.gutterWidth}px`})}
      aria-busy=${!isShown}
    >
      <div class="monaco"></div>
      ${isShown || plainText === null ? nothing : plainCode(plainText)}
    </div>`;
  }

  private renderEmpty(): TemplateResult {
    return html`<div class="area"><slot name="empty"><p class="none muted">No file is open.</p></slot></div>`;
  }

  private renderStatus(file: FileEntry, projectState: ProjectState): TemplateResult {
    if (!this.mayEdit) return this.renderViewerStatus(projectState);
    const {caret} = this.code;
    return html`<footer class="status">
      ${this.renderWho(file, projectState)}
      <span class="spacer"></span>
      ${caret ? html`<span>Ln ${caret.lineNumber}, Col ${caret.column}</span>` : nothing}
      <span>${languageOf(file.path).name}</span>
    </footer>`;
  }

  private renderViewerStatus({members}: ProjectState): TemplateResult {
    const admin = members.find(({role}) => role === 'admin');
    return html`<footer class="status">
      <span class="muted">You can read and run this project.</span>
      <span class="spacer"></span>
      ${
        admin && this.project?.may('chat')
          ? html`<button class="link" @click=${() => this.onAsk(admin)}>
              Ask ${firstName(admin.name)} to let you edit
            </button>`
          : nothing
      }
    </footer>`;
  }

  private renderWho(file: FileEntry, {members, peers, me}: ProjectState) {
    const here = members.filter(
      ({userId}) =>
        userId !== me?.userId && peers.some((peer) => peer.userId === userId && peer.fileId === file.id),
    );
    if (here.length === 0) return nothing;
    const names = listNames(here.map(({name}) => firstName(name)));
    return html`<span class="who"
      >${here.map(({color}) => html`<i class="dot" style=${styleMap(whoStyle(color))}></i>`)}<span
        >${names} ${here.length === 1 ? 'is' : 'are'} here</span
      ></span
    >`;
  }

  private get mayEdit(): boolean {
    const isKnown = this.view.value?.status === 'ready';
    return !isKnown || (this.project?.may('edit') ?? true);
  }

  private onActions({currentTarget}: Event): void {
    const action = (label: string, actionId: string, hint?: string) => ({
      label,
      ...(hint && {hint}),
      select: () => this.code.run(actionId),
    });
    const entries = [
      action('Find', 'actions.find', 'Ctrl F'),
      action('Go to line', 'editor.action.gotoLine', 'Ctrl G'),
      ...(this.mayEdit ? [action('Format', 'editor.action.formatDocument')] : []),
      'separator' as const,
      action('All commands', 'editor.action.quickCommand', 'F1'),
    ];
    void this.menu?.open({element: currentTarget as Element, side: 'below-end'}, entries, 'Editor actions');
  }

  private async onCopy(fileId: string, text: string): Promise<void> {
    if (await copyText(text, this.renderRoot as ShadowRoot)) this.copiedFileId = fileId;
  }

  private onAsk({name}: Member): void {
    this.dispatchEvent(new ChatSendRequest(`${firstName(name)}, can you let me edit this project?`));
  }
}

define('codecraft-editor', CodecraftEditor);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-editor': CodecraftEditor;
  }
}
