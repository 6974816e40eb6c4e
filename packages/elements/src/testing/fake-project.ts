import {contentOf} from '@codecraft/core/files';
import type {ConsoleEntry, OpenDocument, Project, ProjectState} from '@codecraft/core/project';
import type {FileEntry, Permission} from '@codecraft/core/protocol';
import type {RuntimePreview} from '@codecraft/core/runtime';
import * as Y from 'yjs';
import {todoFiles} from './todo-files.js';
import {todoPage} from './todo-preview.js';
import {todoState} from './todo-state.js';

/** One method that an element called on the project, with what it gave. */
export type Call = readonly [method: string, ...given: unknown[]];

/**
 * A project with a scripted state, for tests and pictures of the elements. It records what it is asked and changes
 * only when told to.
 */
export class FakeProject {
  state: ProjectState;
  readonly calls: Call[] = [];
  preview: RuntimePreview | null = null;
  readonly console: ConsoleEntry[] = [
    {type: 'console', level: 'log', text: 'Todos loaded'},
    {type: 'console', level: 'info', text: 'Filter: all'},
  ];
  readonly terminal = {
    text: startOutput,
    subscribe: () => () => undefined,
    clear: () => undefined,
  };
  /** What `may` answers; by default everything is allowed. */
  permissions: (permission: Permission) => boolean = () => true;
  canReset = false;
  /** Set to make the next call of a method reject. */
  readonly failures = new Map<string, Error>();
  private readonly listeners = new Set<() => void>();
  private readonly documents = new Map<string, Y.Doc>();

  constructor(state: Partial<ProjectState> = {}) {
    this.state = {...todoState, ...state};
  }

  /** As the elements see it. */
  get asProject(): Project {
    return this as unknown as Project;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** Changes the state and tells who listens. */
  change(change: Partial<ProjectState>): void {
    this.state = {...this.state, ...change};
    for (const listener of [...this.listeners]) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  may(permission: Permission): boolean {
    return this.permissions(permission);
  }

  fileAt(path: string): FileEntry | undefined {
    return this.state.files.find((file) => file.path === path);
  }

  async openDocument(fileId: string): Promise<OpenDocument> {
    const path = this.state.files.find((file) => file.id === fileId)?.path ?? '';
    const doc = this.documents.get(fileId) ?? new Y.Doc();
    const text = contentOf(doc);
    if (!this.documents.has(fileId)) text.insert(0, todoFiles[path] ?? '');
    this.documents.set(fileId, doc);
    return {fileId, doc, text, onReplaced: () => () => undefined, release: () => undefined};
  }

  async createFile(path: string, text = ''): Promise<FileEntry> {
    await this.record('createFile', path, text);
    const file = {id: `made${String(this.calls.length).padStart(8, '0')}`, path};
    this.change({files: [...this.state.files, file].sort((a, b) => (a.path < b.path ? -1 : 1))});
    return file;
  }

  async deleteFile(fileId: string): Promise<void> {
    await this.record('deleteFile', fileId);
    this.change({files: this.state.files.filter((file) => file.id !== fileId)});
  }

  renameFile = (fileId: string, path: string) => this.record('renameFile', fileId, path);
  createFolder = (path: string) => this.record('createFolder', path);
  renameFolder = (from: string, to: string) => this.record('renameFolder', from, to);
  deleteFolder = (path: string) => this.record('deleteFolder', path);
  editChat = (messageId: string, text: string) => this.record('editChat', messageId, text);
  deleteChat = (messageId: string) => this.record('deleteChat', messageId);
  changeSettings = (settings: object) => this.record('changeSettings', settings);
  stopTurn = (turnId: string) => this.record('stopTurn', turnId);
  rename = (name: string) => this.record('rename', name);
  changeRole = (userId: string, role: string) => this.record('changeRole', userId, role);
  removeMember = (userId: string) => this.record('removeMember', userId);
  reset = () => this.record('reset');
  run = () => this.record('run');
  openTerminal = () => this.note('openTerminal');
  closeTerminal = (terminalId: string) => this.note('closeTerminal', terminalId);
  dismissRefusedWrites = () => this.note('dismissRefusedWrites');
  zipFiles = () => this.record('zipFiles').then(() => new Uint8Array([80, 75]));
  zipBuild = () => this.record('zipBuild').then(() => new Uint8Array([80, 75]));
  stop = () => this.note('stop');
  sendChat = (text: string) => this.note('sendChat', text);
  retryChat = (messageId: string) => this.note('retryChat', messageId);
  markRead = (at: number) => this.note('markRead', at);
  setPresence = (change: object) => this.note('setPresence', change);
  dismissRefusedEdit = (fileId: string) => this.note('dismissRefusedEdit', fileId);
  reconnect = () => this.note('reconnect');
  dispose = () => this.note('dispose');

  attachPreview(container: HTMLElement): RuntimePreview {
    const frame = document.createElement('iframe');
    frame.title = 'Preview';
    frame.style.cssText = 'border: 0; width: 100%; height: 100%; display: block; color-scheme: light';
    frame.srcdoc = todoPage;
    container.append(frame);
    this.preview = {
      address: '/?show=all',
      navigate: () => undefined,
      reload: () => undefined,
      detach: () => {
        frame.remove();
        this.preview = null;
      },
    };
    return this.preview;
  }

  private note(...call: Call): void {
    this.calls.push(call);
  }

  private async record(...call: Call): Promise<void> {
    this.calls.push(call);
    const failure = this.failures.get(call[0]);
    if (failure) throw failure;
  }
}

const startOutput = [
  '\x1b[2m$\x1b[0m npm start',
  'Ready in 312 ms, preview on port 3000',
  '\x1b[2m10:41:52\x1b[0m  src/FilterBar.tsx   9 ms',
  '\x1b[2m10:41:54\x1b[0m  src/App.tsx        11 ms',
  '\x1b[2m10:41:54\x1b[0m  src/styles.css      4 ms',
  '\x1b[2m10:44:31\x1b[0m  src/useTodos.ts    12 ms',
  '',
].join('\r\n');
