import type {Project} from '@codecraft/core/project';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, query, state} from 'lit/decorators.js';
import {repeat} from 'lit/directives/repeat.js';
import {
  FileCreateRequest,
  FileDeleteRequest,
  FileOpenRequest,
  FileRenameRequest,
  FolderCreateRequest,
  FolderDeleteRequest,
  FolderRenameRequest,
} from '../events.js';
import {controls} from '../internal/controls.styles.js';
import {define} from '../internal/define.js';
import {icon} from '../internal/icon.js';
import type {CodecraftMenu} from '../internal/menu.js';
import '../internal/menu.js';
import type {Anchor} from '../internal/place.js';
import {ProjectController} from '../internal/project-controller.js';
import {tokens} from '../internal/tokens.js';
import {styles} from './explorer.styles.js';
import {fileMarks} from './file-marks.js';
import {type NameEdit, pathOfEdit} from './name-edit.js';
import {nameField} from './name-field.js';
import {rowMenu} from './row-menu.js';
import {rowView} from './row-view.js';
import {findByStart, treeMove} from './tree-keys.js';
import {type TreeRow, treeRows} from './tree-rows.js';

/** Letters typed closer together than this find a name by more than its first letter. */
const typeAheadMs = 600;

/**
 * The project's files as a tree, who is in which, and which one AI writes.
 *
 * One tab stop. Arrows, Home, End and letters move; Enter opens; F2 renames; Delete deletes; Shift+F10 opens the menu.
 * Who may not edit gets no New, Rename or Delete.
 *
 * @fires {FileOpenRequest} codecraft-file-open - A file was chosen.
 * @fires {FileCreateRequest} codecraft-file-create - A new file was named.
 * @fires {FileRenameRequest} codecraft-file-rename - A file was given another path.
 * @fires {FileDeleteRequest} codecraft-file-delete - A file is to be deleted.
 * @fires {FolderCreateRequest} codecraft-folder-create - A new folder was named.
 * @fires {FolderRenameRequest} codecraft-folder-rename - A folder was given another path.
 * @fires {FolderDeleteRequest} codecraft-folder-delete - A folder is to be deleted, with all in it.
 * @fires {ChatDraftRequest} codecraft-chat-draft - The AI is to be asked about a file.
 * @slot empty - Shown while there are no files; "No files yet" by default.
 * @csspart row - One file or folder.
 */
export class CodecraftExplorer extends LitElement {
  static override styles = [tokens, controls, styles];

  @property({attribute: false}) project: Project | null = null;

  /** The file that is shown in the editor. */
  @property({attribute: false}) activeFileId: string | null = null;

  @state() private expanded: ReadonlySet<string> = new Set(['src']);
  @state() private edit: NameEdit | null = null;
  /** The row that Tab reaches. */
  @state() private currentPath: string | null = null;
  @query('codecraft-menu') private readonly menu!: CodecraftMenu;

  private readonly current = new ProjectController(this, (state) => state);
  private readonly seenFileIds = new Set<string>();
  private rows: readonly TreeRow[] = [];
  private typed = {text: '', at: 0};

  /** Puts the focus on the current row. */
  override focus(options?: FocusOptions): void {
    this.currentElement?.focus(options);
  }

  /** Asks for the name of a new file, next to the current row. */
  startNewFile(): void {
    this.startNew('new-file');
  }

  override render(): TemplateResult {
    return html`<div class="panel-header">
        <h2>Files</h2>
        <span class="spacer"></span>
        ${this.mayEdit ? this.renderNewButtons() : nothing}
      </div>
      ${this.rows.length || this.edit ? this.renderTree() : html`<slot name="empty"><p class="none faint">No files yet</p></slot>`}
      <codecraft-menu></codecraft-menu>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const {value: state} = this.current;
    if (changed.has('activeFileId')) this.reveal();
    this.rows = state ? treeRows(state.files, state.folders, (path) => this.expanded.has(path)) : [];
    if (!this.rows.some((row) => row.path === this.currentPath)) {
      this.currentPath =
        (this.rows.find((row) => row.fileId === this.activeFileId) ?? this.rows[0])?.path ?? null;
    }
  }

  private get mayEdit(): boolean {
    return this.project?.may('edit') ?? false;
  }

  private renderNewButtons(): TemplateResult {
    return html`<button type="button" class="icon-button" aria-label="New file" title="New file" @click=${() => this.startNew('new-file')}>
        ${icon('file-plus')}
      </button>
      <button type="button" class="icon-button" aria-label="New folder" title="New folder" @click=${() => this.startNew('new-folder')}>
        ${icon('folder-plus')}
      </button>`;
  }

  private renderTree(): TemplateResult {
    const {value: state} = this.current;
    const marks = state && fileMarks(state, this.seenFileIds);
    const lines: (TreeRow | NameEdit)[] = this.edit ? withEdit(this.rows, this.edit) : [...this.rows];
    return html`<div
      class="tree"
      role="tree"
      aria-label="Files of ${state?.name ?? 'this project'}"
      @keydown=${this.onKeyDown}
      @contextmenu=${this.onContextMenu}
    >
      ${repeat(
        lines,
        (line) => ('kind' in line ? 'edit' : line.path),
        (line) =>
          'kind' in line
            ? this.renderEdit(line)
            : rowView({
                row: line,
                mark: line.fileId && marks ? marks(line.fileId) : null,
                isSelected: line.fileId !== null && line.fileId === this.activeFileId,
                isCurrent: line.path === this.currentPath,
                onChoose: () => this.choose(line),
              }),
      )}
    </div>`;
  }

  private renderEdit(edit: NameEdit): TemplateResult | typeof nothing {
    const {value: state} = this.current;
    if (!state) return nothing;
    return nameField({
      edit,
      state,
      onError: (error) => {
        this.edit = error === undefined ? edit : {...edit, error};
      },
      // A field that is taken away loses the focus, which must not end the edit a second time.
      onCommit: (name) => this.edit && this.commit(edit, name),
      onCancel: () => this.edit && this.endEdit(),
    });
  }

  private choose(row: TreeRow): void {
    this.currentPath = row.path;
    if (row.fileId === null) this.toggle(row.path);
    else this.dispatchEvent(new FileOpenRequest(row.fileId));
  }

  private toggle(path: string): void {
    const expanded = new Set(this.expanded);
    if (!expanded.delete(path)) expanded.add(path);
    this.expanded = expanded;
  }

  /** Opens the folders around the active file. */
  private reveal(): void {
    const path = this.project?.state.files.find((file) => file.id === this.activeFileId)?.path;
    if (path === undefined || this.activeFileId === null) return;
    this.seenFileIds.add(this.activeFileId);
    const parts = path.split('/').slice(0, -1);
    this.expanded = new Set([
      ...this.expanded,
      ...parts.map((_, index) => parts.slice(0, index + 1).join('/')),
    ]);
    this.currentPath = path;
  }

  private onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.edit) return;
    const index = this.rows.findIndex((row) => row.path === this.currentPath);
    const row = this.rows[index];
    if (!row || !this.handleKey(event, row, index)) return;
    event.preventDefault();
  }

  private handleKey(event: KeyboardEvent, row: TreeRow, index: number): boolean {
    const move = treeMove(event.key, this.rows, index);
    if (move?.type === 'toggle') this.toggle(row.path);
    else if (move) void this.focusRow(move.index);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(row);
    else if (event.key === 'F2' && this.mayEdit) this.startRename(row);
    else if (event.key === 'Delete' && this.mayEdit) this.requestDelete(row);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.openMenu(row);
    else if (event.key.length === 1) this.typeAhead(event, index);
    else return false;
    return true;
  }

  private typeAhead(event: KeyboardEvent, index: number): void {
    const isContinued = event.timeStamp - this.typed.at < typeAheadMs;
    this.typed = {text: isContinued ? this.typed.text + event.key : event.key, at: event.timeStamp};
    const found = findByStart(this.typed.text, this.rows, index);
    if (found !== undefined) void this.focusRow(found);
  }

  private async focusRow(index: number): Promise<void> {
    this.currentPath = this.rows[index]?.path ?? null;
    await this.updateComplete;
    this.currentElement?.focus();
  }

  private get currentElement(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.row[tabindex="0"]');
  }

  private onContextMenu(event: MouseEvent): void {
    const path = (event.target as Element).closest<HTMLElement>('.row')?.dataset['path'];
    const row = this.rows.find((row) => row.path === path);
    if (!row) return;
    event.preventDefault();
    this.currentPath = row.path;
    this.openMenu(row, {x: event.clientX, y: event.clientY});
  }

  private openMenu(row: TreeRow, anchor?: Anchor): void {
    const element = this.renderRoot.querySelector(`[data-path="${CSS.escape(row.path)}"]`) ?? this;
    const entries = rowMenu(this, row, {
      rename: () => this.startRename(row),
      delete: () => this.requestDelete(row),
      create: (kind) => this.startNew(kind, row.path),
    });
    void this.menu.open(anchor ?? {element, side: 'below'}, entries, row.name);
  }

  private startNew(kind: 'new-file' | 'new-folder', folder?: string): void {
    const row = this.rows.find((row) => row.path === this.currentPath);
    const nearby = row?.fileId === null ? row.path : (row?.path.split('/').slice(0, -1).join('/') ?? '');
    const place = folder ?? nearby;
    if (place) this.expanded = new Set([...this.expanded, place]);
    this.edit = {kind, folder: place};
  }

  private startRename(row: TreeRow): void {
    const folder = row.path.slice(0, Math.max(0, row.path.length - row.name.length - 1));
    this.edit =
      row.fileId === null
        ? {kind: 'rename-folder', folder, path: row.path}
        : {kind: 'rename-file', folder, path: row.path, fileId: row.fileId};
  }

  private commit(edit: NameEdit, name: string): void {
    const path = pathOfEdit(edit, name);
    this.endEdit();
    if (path === edit.path) return;
    if (edit.kind === 'new-file') this.dispatchEvent(new FileCreateRequest(path));
    if (edit.kind === 'new-folder') this.dispatchEvent(new FolderCreateRequest(path));
    if (edit.kind === 'rename-file' && edit.fileId)
      this.dispatchEvent(new FileRenameRequest(edit.fileId, path));
    if (edit.kind === 'rename-folder' && edit.path)
      this.dispatchEvent(new FolderRenameRequest(edit.path, path));
  }

  private endEdit(): void {
    this.edit = null;
    void this.updateComplete.then(() => this.currentElement?.focus());
  }

  private requestDelete(row: TreeRow): void {
    const request =
      row.fileId === null ? new FolderDeleteRequest(row.path) : new FileDeleteRequest(row.fileId);
    this.dispatchEvent(request);
  }
}

/** The rows with the field in its place: instead of what is renamed, or first in the folder of what is new. */
function withEdit(rows: readonly TreeRow[], edit: NameEdit): (TreeRow | NameEdit)[] {
  if (edit.path !== undefined) return rows.map((row) => (row.path === edit.path ? edit : row));
  const parent = rows.findIndex((row) => row.path === edit.folder);
  return [...rows.slice(0, parent + 1), edit, ...rows.slice(parent + 1)];
}

define('codecraft-explorer', CodecraftExplorer);

declare global {
  interface HTMLElementTagNameMap {
    'codecraft-explorer': CodecraftExplorer;
  }
}
