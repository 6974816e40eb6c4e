import type {CodecraftError} from '@codecraft/core/errors';
import type {Project} from '@codecraft/core/project';
import type {FileEntry} from '@codecraft/core/protocol';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {firstName} from '../internal/avatar.js';
import {AppFirst} from './app-first.js';
import {decodePosition, encodePosition} from './caret-position.js';
import {type CodeSelection, CodeView} from './code-view.js';
import {FileSession} from './file-session.js';
import type {Place} from './line-index.js';
import type {RemoteCursor} from './remote-cursors.js';

export interface CodeHost extends ReactiveControllerHost, HTMLElement {
  readonly project: Project | null;
  readonly openFileIds: readonly string[];
  readonly activeFile: FileEntry | undefined;
  readonly gutterWidth: number;
  /** See the property of the editor. */
  readonly afterApp: boolean;
  /** Where Monaco is drawn; null while no file is shown. */
  readonly codeContainer: HTMLElement | null;
}

const start: Place = {lineNumber: 1, column: 1};

/** Opens the texts of an editor's files, shows the active one in Monaco, and tells others where I am. */
export class CodeController implements ReactiveController {
  private readonly host: CodeHost;
  private readonly sessions = new Map<string, FileSession>();
  private project: Project | null = null;
  private view: CodeView | null = null;
  private loading: Promise<void> | null = null;
  private failed = false;
  private isVisible = false;
  private observer: IntersectionObserver | undefined;
  private readonly appFirst = new AppFirst(() => this.host.requestUpdate());
  private selection: CodeSelection | null = null;
  private sentPresence = '';
  private shownFileId = '';
  private goal: {fileId: string; place: Place} | null = null;

  constructor(host: CodeHost) {
    this.host = host;
    host.addController(this);
    for (const name of ['pointerdown', 'focusin']) host.addEventListener(name, () => this.appFirst.end());
  }

  /** The active file's text until Monaco shows it. */
  get plainText(): string | null {
    return this.activeSession?.text?.toString() ?? null;
  }

  /** Whether Monaco shows the active file. */
  get isShown(): boolean {
    return this.view?.model != null && this.shownFileId === this.host.activeFile?.id;
  }

  /** Monaco could not be loaded: files can be read. */
  get isMonacoMissing(): boolean {
    return this.failed;
  }

  get failure(): CodecraftError | null {
    return this.activeSession?.failure ?? null;
  }

  /** Where the caret is in the active file. */
  get caret(): Place | null {
    return this.isShown ? (this.selection?.head ?? start) : null;
  }

  /** Moves the caret to a place of a file, when that file is shown. */
  goTo(fileId: string, place: Place): void {
    this.goal = {fileId, place};
    this.host.requestUpdate();
  }

  run(actionId: string): void {
    this.view?.run(actionId);
  }

  /** Opens the active file again after a failure. */
  retry(): void {
    const session = this.activeSession;
    if (session) this.close(session);
    this.host.requestUpdate();
  }

  hostConnected(): void {
    // Monaco is large: it is loaded when there is something to be seen of it.
    this.observer = new IntersectionObserver((entries) => {
      this.isVisible = entries.some(({isIntersecting}) => isIntersecting);
      if (this.isVisible) this.host.requestUpdate();
    });
    this.observer.observe(this.host);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.isVisible = false;
    this.appFirst.dispose();
    this.closeAll();
    // After the models: Monaco checks those that are left when it ends a worker, and starts another for it.
    this.view?.dispose();
    this.view = null;
    this.leave();
    this.project = null;
  }

  /** Before the host is drawn, so that it draws what is shown now. */
  hostUpdate(): void {
    if (!this.host.isConnected) return;
    const {project, activeFile, openFileIds} = this.host;
    if (project !== this.project) {
      this.closeAll();
      this.project = project;
    }
    for (const session of [...this.sessions.values()]) {
      if (!openFileIds.includes(session.fileId) && session.fileId !== activeFile?.id) this.close(session);
    }
    if (!project || !activeFile) {
      this.view?.show(null);
      this.leave();
      return;
    }
    if (!this.sessions.has(activeFile.id)) this.open(project, activeFile.id);
    this.show(project, activeFile);
  }

  hostUpdated(): void {
    const {project, activeFile, afterApp, isConnected} = this.host;
    if (!isConnected || !this.isVisible || !project || !activeFile || this.view || this.failed) return;
    if (!afterApp || this.appFirst.isDone(project.state.run)) this.loading ??= this.load();
  }

  private get activeSession(): FileSession | undefined {
    return this.sessions.get(this.host.activeFile?.id ?? '');
  }

  private show(project: Project, file: FileEntry): void {
    if (!this.view) return;
    const model = this.activeSession?.modelIn(this.view.monaco, file) ?? null;
    this.shownFileId = file.id;
    this.view.show(model);
    this.view.describe(`${file.path}, code`, !project.may('edit'));
    if (!model) return;
    this.view.cursors.show(this.remoteCursors(project, file.id));
    if (this.goal?.fileId === file.id) {
      this.view.goTo(this.goal.place);
      this.view.focus();
      this.goal = null;
    }
    this.announce(project, file.id);
  }

  private async load(): Promise<void> {
    const container = this.host.codeContainer;
    if (!container) return;
    try {
      const view = await CodeView.create({
        container,
        gutterWidth: this.host.gutterWidth,
        onCursor: (selection) => this.onCursor(selection),
      });
      if (this.host.isConnected && container === this.host.codeContainer) this.view = view;
      else view.dispose();
    } catch {
      // Offline, or blocked by the page's policy: the text stays readable, and a notice says so.
      this.failed = true;
    } finally {
      this.loading = null;
      this.host.requestUpdate();
    }
  }

  private open(project: Project, fileId: string): void {
    const onUndo = (place: Place) => {
      if (this.shownFileId === fileId) this.view?.goTo(place);
    };
    this.sessions.set(fileId, new FileSession(project, fileId, () => this.host.requestUpdate(), onUndo));
  }

  private close(session: FileSession): void {
    this.sessions.delete(session.fileId);
    if (session.fileId === this.shownFileId) this.view?.show(null);
    session.dispose();
  }

  private closeAll(): void {
    for (const session of [...this.sessions.values()]) this.close(session);
  }

  private onCursor(selection: CodeSelection | null): void {
    this.selection = selection;
    this.host.requestUpdate();
  }

  private remoteCursors(project: Project, fileId: string): RemoteCursor[] {
    const session = this.sessions.get(fileId);
    const {peers, members, me} = project.state;
    return peers.flatMap(({connectionId, userId, fileId: at, anchor, head}) => {
      const member = members.find((one) => one.userId === userId);
      const text = session?.text;
      const binding = session?.binding;
      if (at !== fileId || userId === me?.userId || !member || !head || !text || !binding) return [];
      const headOffset = decodePosition(text, head);
      const anchorOffset = anchor ? decodePosition(text, anchor) : headOffset;
      if (headOffset === null || anchorOffset === null) return [];
      const {name, color} = member;
      return [
        {
          connectionId,
          name: firstName(name),
          color,
          anchor: binding.placeAt(anchorOffset),
          head: binding.placeAt(headOffset),
        },
      ];
    });
  }

  /** Tells others where I am, unless nothing changed. */
  private announce(project: Project, fileId: string): void {
    const session = this.sessions.get(fileId);
    const encode = (place: Place | undefined) => {
      const offset = place && session?.binding?.offsetAt(place);
      return offset === undefined || !session?.text ? null : encodePosition(session.text, offset);
    };
    const presence = {fileId, anchor: encode(this.selection?.anchor), head: encode(this.selection?.head)};
    this.send(project, presence);
  }

  private leave(): void {
    if (this.project && this.sentPresence) this.send(this.project, {fileId: null, anchor: null, head: null});
    this.sentPresence = '';
    this.selection = null;
    this.shownFileId = '';
  }

  private send(
    project: Project,
    presence: {fileId: string | null; anchor: string | null; head: string | null},
  ): void {
    const written = JSON.stringify(presence);
    if (written === this.sentPresence) return;
    this.sentPresence = written;
    project.setPresence(presence);
  }
}
