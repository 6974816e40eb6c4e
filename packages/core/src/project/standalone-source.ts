import * as Y from 'yjs';
import {CodecraftError} from '../errors.js';
import {checkNewPath, checkPath, contentOf} from '../files/index.js';
import {
  defaultSettings,
  newFileId,
  newId,
  type RoomEvent,
  type RoomState,
  reduceRoom,
} from '../protocol/index.js';
import type {RoomRequest} from '../room/index.js';
import type {Draft, DraftStorage} from './drafts.js';
import type {OpenDocument} from './open-document.js';
import type {ProjectSource, SourceSnapshot} from './project-source.js';

/** A draft is written this long after the last change. */
const saveDelayMs = 300;

export interface StandaloneOptions {
  /** The page's files: path to text. */
  files: Readonly<Record<string, string>>;
  name?: string;
  /** Where changes are kept between visits; without it they are gone with the page. */
  drafts?: {storage: DraftStorage; key: string};
  /** Told when a draft cannot be kept; editing goes on. */
  onDraftFailure?: (error: CodecraftError) => void;
}

/** A project that lives in this page, with no server. */
export class StandaloneSource implements ProjectSource {
  readonly mode = 'standalone';
  private readonly options: StandaloneOptions;
  private readonly listeners = new Set<() => void>();
  private readonly documents = new Map<string, Y.Doc>();
  private room: RoomState | null = null;
  private isChanged = false;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: StandaloneOptions) {
    for (const path of Object.keys(options.files)) checkPath(path);
    this.options = options;
    void this.start();
  }

  get snapshot(): SourceSnapshot {
    return {
      failure: null,
      connection: {status: 'none'},
      room: this.room,
      userId: null,
      chat: [],
      outgoing: [],
      turns: {},
      peers: [],
      ai: null,
      readUpTo: 0,
      unsentFileIds: [],
      refusedEdits: [],
    };
  }

  /** True when the files differ from the page's, so that there is something to reset. */
  get canReset(): boolean {
    return this.isChanged;
  }

  /** Back to the page's files; the draft is dropped. */
  async reset(): Promise<void> {
    clearTimeout(this.saveTimer);
    const {drafts} = this.options;
    await drafts?.storage.remove(drafts.key);
    this.fill({files: this.options.files, folders: []});
    this.isChanged = false;
    this.announce();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async request(request: RoomRequest): Promise<void> {
    if (!this.room) throw new CodecraftError('unavailable', 'The files are still being loaded.');
    if (request.type === 'file-create') this.setText(request.fileId, request.text);
    this.commit(toEvent(request, this.room));
  }

  async openDocument(fileId: string): Promise<OpenDocument> {
    const doc = this.documents.get(fileId);
    if (!doc) throw new CodecraftError('not-found', 'This file does not exist any more.');
    return {fileId, doc, text: contentOf(doc), onReplaced: () => () => undefined, release: () => undefined};
  }

  setPresence(): void {
    // nobody else is here
  }

  reconnect(): void {
    // nothing to connect to
  }

  dispose(): void {
    if (this.saveTimer !== undefined) {
      clearTimeout(this.saveTimer);
      this.save();
    }
    this.listeners.clear();
    for (const doc of this.documents.values()) doc.destroy();
  }

  private async start(): Promise<void> {
    const draft = await this.loadDraft();
    this.isChanged = draft !== undefined;
    this.fill(draft ?? {files: this.options.files, folders: []});
    this.announce();
  }

  private async loadDraft(): Promise<Draft | undefined> {
    const {drafts, files} = this.options;
    try {
      const draft = await drafts?.storage.load(drafts.key);
      return draft && isSame(draft.base, files) ? draft : undefined;
    } catch (cause) {
      this.reportDraft('This browser does not let drafts be read, so the page’s own files are shown.', cause);
      return undefined;
    }
  }

  /** Files that keep their path keep their id and document, so that an open editor stays on them. */
  private fill({
    files,
    folders,
  }: {
    files: Readonly<Record<string, string>>;
    folders: readonly string[];
  }): void {
    const known = new Map(Object.values(this.room?.files ?? {}).map((file) => [file.path, file.id]));
    const entries = Object.entries(files).map(([path, text]) => {
      const id = known.get(path) ?? newFileId();
      this.setText(id, text);
      return [id, {id, path}] as const;
    });
    this.room = {
      id: this.room?.id ?? newId(),
      name: this.options.name ?? 'Untitled',
      createdAt: Date.now(),
      settings: defaultSettings,
      members: {},
      files: Object.fromEntries(entries),
      folders: [...folders],
    };
  }

  private setText(fileId: string, text: string): void {
    let doc = this.documents.get(fileId);
    if (!doc) {
      this.documents.set(fileId, (doc = new Y.Doc()));
      doc.on('update', (_update, origin) => {
        if (origin !== this) this.changed();
      });
    }
    const content = contentOf(doc);
    if (content.toString() === text) return;
    doc.transact(() => {
      content.delete(0, content.length);
      content.insert(0, text);
    }, this);
  }

  private commit(event: RoomEvent): void {
    if (!this.room) return;
    this.room = reduceRoom(this.room, event);
    for (const [id, doc] of this.documents) {
      if (this.room.files[id]) continue;
      this.documents.delete(id);
      doc.destroy();
    }
    this.changed();
    this.announce();
  }

  private changed(): void {
    if (!this.isChanged) {
      this.isChanged = true;
      this.announce();
    }
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), saveDelayMs);
  }

  private save(): void {
    this.saveTimer = undefined;
    const {drafts, files: base} = this.options;
    if (!drafts || !this.room) return;
    const files = Object.values(this.room.files).map(({id, path}) => [path, this.documents.get(id)]);
    const texts = files.map(([path, doc]) => [path, contentOf(doc as Y.Doc).toString()]);
    drafts.storage
      .save(drafts.key, {base, files: Object.fromEntries(texts), folders: this.room.folders})
      .catch((cause) =>
        this.reportDraft('This browser does not keep the changes: copy them before you leave.', cause),
      );
  }

  private reportDraft(message: string, cause: unknown): void {
    this.options.onDraftFailure?.(new CodecraftError('unavailable', message, {cause}));
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** The same checks as a room makes. */
function toEvent(request: RoomRequest, room: RoomState): RoomEvent {
  const paths = (exceptId?: string) =>
    Object.values(room.files)
      .filter((file) => file.id !== exceptId)
      .map((file) => file.path);
  switch (request.type) {
    case 'file-create':
      checkNewPath(request.path, paths(), room.folders);
      return {type: 'file-created', file: {id: request.fileId, path: request.path}};
    case 'file-rename':
      checkNewPath(request.path, paths(request.fileId), room.folders);
      return {type: 'file-renamed', fileId: request.fileId, path: request.path};
    case 'file-delete':
      return {type: 'file-deleted', fileId: request.fileId};
    case 'folder-create':
      checkNewPath(request.path, paths(), room.folders);
      return {type: 'folder-created', path: request.path};
    case 'folder-rename':
      checkNewPath(request.to, paths(), room.folders);
      return {type: 'folder-renamed', from: request.from, to: request.to};
    case 'folder-delete':
      return {type: 'folder-deleted', path: request.path};
    case 'project-rename':
      return {type: 'project-renamed', name: request.name};
    default:
      throw new CodecraftError('unsupported', 'This needs a server: the workspace works on its own here.');
  }
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
