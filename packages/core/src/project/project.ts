import type {Session} from '../auth/index.js';
import type {CodecraftError} from '../errors.js';
import {
  type FileEntry,
  limits,
  may,
  newFileId,
  newId,
  nowhere,
  type Permission,
  type Presence,
  type Role,
  type RoomSettings,
} from '../protocol/index.js';
import {type OpenRoomSocket, scopeOf} from '../room/index.js';
import type {Runtime, RuntimePreview} from '../runtime/runtime.js';
import {type AppStorage, BrowserAppStorage} from './app-storage.js';
import {AppStorageKeeper} from './app-storage-keeper.js';
import {CommandOutput} from './command-output.js';
import type {DraftStorage} from './drafts.js';
import type {OpenDocument} from './open-document.js';
import {OutgoingChat} from './outgoing-chat.js';
import type {OutputLog} from './output-log.js';
import {zipBuild, zipFiles} from './project-archive.js';
import {ProjectRunner} from './project-runner.js';
import {type BootRuntime, ProjectRuntime} from './project-runtime.js';
import type {ProjectSource} from './project-source.js';
import type {ConsoleEntry, ProjectState} from './project-state.js';
import type {ProjectTerminal} from './project-terminal.js';
import {ProjectTerminals} from './project-terminals.js';
import {RoomSource} from './room-source.js';
import {type RefusedWrite, RuntimeWrites} from './runtime-writes.js';
import {StandaloneSource} from './standalone-source.js';

/** Kept at most; who has more to read does not read them. */
const maxRefusedWrites = 20;

/**
 * One project: its files, its people and its running app, whether it lives in a room or in this page.
 * Elements read `state`, subscribe, and ask; nothing else holds state of the project.
 */
export class Project {
  private readonly source: ProjectSource;
  private readonly runtime: ProjectRuntime;
  private readonly output = new CommandOutput();
  private readonly runner: ProjectRunner;
  private readonly terminals: ProjectTerminals;
  private readonly listeners = new Set<() => void>();
  private readonly outgoingChat = new OutgoingChat();
  private presence: Presence = nowhere;
  private presenceTimer: ReturnType<typeof setTimeout> | undefined;
  private isAnnouncing = false;
  private markedRead = 0;
  private current: ProjectState | null = null;
  private known: readonly FileEntry[] = [];
  private refusedWrites: readonly RefusedWrite[] = [];

  /** Without `appStorage`, what the app has in its `localStorage` is gone with the page. */
  constructor(
    source: ProjectSource,
    bootRuntime: BootRuntime,
    appStorage?: {storage: AppStorage; key: string},
  ) {
    this.source = source;
    this.runtime = new ProjectRuntime({
      boot: bootRuntime,
      appStorage:
        appStorage &&
        new AppStorageKeeper(appStorage, ({message}) =>
          this.runner.log({type: 'console', level: 'warn', text: message}),
        ),
      files: () => this.state.files,
      open: (fileId) => source.openDocument(fileId),
      onBoot: (runtime) => this.followRuntime(runtime),
      onFailure: (error) => this.runner.fail(error),
    });
    this.runner = new ProjectRunner(this.runtime, this.output, () => this.announce());
    this.terminals = new ProjectTerminals(
      () => this.runtime.start(),
      () => this.announce(),
    );
    source.subscribe(() => this.onSourceChange());
  }

  get state(): ProjectState {
    this.current ??= this.compose();
    return this.current;
  }

  /** Called after changes, at most once a microtask. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  may(permission: Permission): boolean {
    if (this.source.mode === 'standalone') return true;
    const role = this.state.me?.role;
    return role !== undefined && may(role, permission);
  }

  fileAt(path: string): FileEntry | undefined {
    return this.state.files.find((file) => file.path === path);
  }

  /** @throws CodecraftError `invalid-path`, `already-exists`, `forbidden`, or another reason of the server's. */
  async createFile(path: string, text = ''): Promise<FileEntry> {
    const entry = {id: newFileId(), path};
    await this.source.request({type: 'file-create', fileId: entry.id, path, text});
    return entry;
  }

  renameFile(fileId: string, path: string): Promise<void> {
    return this.source.request({type: 'file-rename', fileId, path});
  }

  deleteFile(fileId: string): Promise<void> {
    return this.source.request({type: 'file-delete', fileId});
  }

  createFolder(path: string): Promise<void> {
    return this.source.request({type: 'folder-create', path});
  }

  renameFolder(from: string, to: string): Promise<void> {
    return this.source.request({type: 'folder-rename', from, to});
  }

  deleteFolder(path: string): Promise<void> {
    return this.source.request({type: 'folder-delete', path});
  }

  openDocument(fileId: string): Promise<OpenDocument> {
    return this.source.openDocument(fileId);
  }

  /** Shows at once as waiting; a refusal is shown on the message. */
  sendChat(text: string): void {
    const id = newId();
    const at = Date.now();
    this.source.request({type: 'chat-send', text}, id).catch((error: CodecraftError) => {
      this.outgoingChat.refuse({id, text, at, refusal: error.message});
      this.announce();
    });
  }

  retryChat(messageId: string): void {
    const text = this.outgoingChat.take(messageId);
    if (text !== undefined) this.sendChat(text);
  }

  /** Changes one's own message. */
  editChat(messageId: string, text: string): Promise<void> {
    return this.source.request({type: 'chat-edit', messageId, text});
  }

  /** Deletes one's own message, or as an admin anyone's. */
  deleteChat(messageId: string): Promise<void> {
    return this.source.request({type: 'chat-delete', messageId});
  }

  /** Says that the chat was read up to a message's time. Asked again only for a later one. */
  markRead(at: number): void {
    if (at <= Math.max(this.markedRead, this.state.readUpTo) || !this.state.me) return;
    this.markedRead = at;
    // Refused, the next message is marked with all before it.
    this.source.request({type: 'chat-read', at}).catch(() => undefined);
  }

  stopTurn(turnId: string): Promise<void> {
    return this.source.request({type: 'turn-stop', turnId});
  }

  /** Where I am, for others to see; sent at most as often as the room takes it. */
  setPresence(change: Partial<Presence>): void {
    this.presence = {...this.presence, ...change};
    this.presenceTimer ??= setTimeout(() => {
      this.presenceTimer = undefined;
      this.source.setPresence(this.presence);
    }, limits.presenceBatchMs);
  }

  rename(name: string): Promise<void> {
    return this.source.request({type: 'project-rename', name});
  }

  /** Those that are named change; the others stay. */
  changeSettings(settings: Partial<RoomSettings>): Promise<void> {
    return this.source.request({type: 'settings-change', settings});
  }

  changeRole(userId: string, role: Role): Promise<void> {
    return this.source.request({type: 'member-role', userId, role});
  }

  removeMember(userId: string): Promise<void> {
    return this.source.request({type: 'member-remove', userId});
  }

  dismissRefusedEdit(fileId: string): void {
    if (this.source instanceof RoomSource) this.source.dismissRefusedEdit(fileId);
  }

  reconnect(): void {
    this.source.reconnect();
  }

  get canReset(): boolean {
    return this.source instanceof StandaloneSource && this.source.canReset;
  }

  /** Standalone: back to the page's own files. */
  async reset(): Promise<void> {
    if (this.source instanceof StandaloneSource) await this.source.reset();
  }

  /** Loads the runtime if need be, installs and starts. How it goes is in `state.run`; never rejects. */
  run(): Promise<void> {
    return this.runner.run();
  }

  stop(): void {
    this.runner.stop();
  }

  /** What the commands of running and building write. */
  get terminal(): OutputLog {
    return this.output.log;
  }

  /** The files as a zip archive, as they are now. */
  zipFiles(): Promise<Uint8Array> {
    return zipFiles(this.state.files, (fileId) => this.openDocument(fileId));
  }

  /**
   * Installs and builds, and answers `dist` as a zip archive.
   * @throws CodecraftError `runtime-failed` with the reason, in the words of the tool.
   */
  zipBuild(): Promise<Uint8Array> {
    return zipBuild(this.runtime, this.output);
  }

  /** Opens a shell, and the runtime for it if need be. What its commands write comes into the project. */
  openTerminal(): ProjectTerminal {
    return this.terminals.open();
  }

  closeTerminal(terminalId: string): void {
    this.terminals.close(terminalId);
  }

  dismissRefusedWrites(): void {
    this.refusedWrites = [];
    this.announce();
  }

  get console(): readonly ConsoleEntry[] {
    return this.runner.console;
  }

  get preview(): RuntimePreview | null {
    return this.runner.preview;
  }

  attachPreview(container: HTMLElement): RuntimePreview | null {
    return this.runner.attachPreview(container);
  }

  dispose(): void {
    clearTimeout(this.presenceTimer);
    this.listeners.clear();
    this.terminals.dispose();
    this.runner.dispose();
    this.runtime.dispose();
    this.source.dispose();
  }

  private onSourceChange(): void {
    this.announce();
    const {files} = this.state;
    if (files === this.known) return;
    this.known = files;
    this.runtime.update();
  }

  private followRuntime(runtime: Runtime): void {
    this.runner.follow(runtime);
    const writes = new RuntimeWrites({
      mirror: this.runtime.mirror,
      project: this,
      mayEdit: () => this.may('edit'),
      refuse: (write) => this.refuseWrite(write),
    });
    // Only what someone typed: two people who run an app that writes at its start would restart each other for ever.
    runtime.on('files-written', (files, by) => {
      if (this.terminals.own(by)) writes.take(files);
    });
  }

  private refuseWrite(write: RefusedWrite): void {
    const others = this.refusedWrites.filter(({path}) => path !== write.path);
    this.refusedWrites = [...others, write].slice(-maxRefusedWrites);
    this.announce();
  }

  private announce(): void {
    this.current = null;
    if (this.isAnnouncing) return;
    this.isAnnouncing = true;
    queueMicrotask(() => {
      this.isAnnouncing = false;
      for (const listener of [...this.listeners]) listener();
    });
  }

  private compose(): ProjectState {
    const snapshot = this.source.snapshot;
    const {room} = snapshot;
    const me = (room && snapshot.userId && room.members[snapshot.userId]) || null;
    return {
      mode: this.source.mode,
      status: snapshot.failure ? 'failed' : room ? 'ready' : 'loading',
      failure: snapshot.failure,
      connection: snapshot.connection,
      name: room?.name ?? '',
      me,
      members: this.members(room?.members),
      peers: snapshot.peers,
      files: this.files(room?.files),
      folders: room?.folders ?? [],
      settings: room?.settings ?? null,
      chat: this.outgoingChat.compose(snapshot, me),
      turns: snapshot.turns,
      ai: snapshot.ai,
      readUpTo: snapshot.readUpTo,
      unsentFiles: new Set(snapshot.unsentFileIds),
      refusedEdits: snapshot.refusedEdits,
      run: this.runner.state,
      terminals: this.terminals.list,
      refusedWrites: this.refusedWrites,
    };
  }

  /** Remembered by the record they were made from: what did not change stays the same object. */
  private readonly files = sorted<FileEntry>((one, other) => (one.path < other.path ? -1 : 1));
  private readonly members = sorted<NonNullable<ProjectState['me']>>(
    (one, other) => one.joinedAt - other.joinedAt,
  );
}

function sorted<Value>(compare: (one: Value, other: Value) => number) {
  let from: Record<string, Value> | undefined;
  let list: readonly Value[] = [];
  return (record: Record<string, Value> | undefined): readonly Value[] => {
    if (record !== from) {
      from = record;
      list = Object.values(record ?? {}).sort(compare);
    }
    return list;
  };
}

/** A project in a room: members, chat, AI and files live on the session's server. */
export function createConnectedProject(options: {
  session: Session;
  projectId: string;
  bootRuntime: BootRuntime;
  /** Looks without being anybody, where the project lets guests in. */
  asGuest?: boolean;
  openSocket?: OpenRoomSocket;
  /** Keeps the app's `localStorage`, for each person in each project. Default: this browser's IndexedDB. */
  appStorage?: AppStorage;
}): Project {
  const {session, projectId, bootRuntime, asGuest = false, openSocket} = options;
  const {appStorage: storage = new BrowserAppStorage()} = options;
  const source = RoomSource.connect(session, projectId, {asGuest, openSocket});
  const who = (!asGuest && session.state.user?.id) || 'guest';
  return new Project(source, bootRuntime, {storage, key: scopeOf(session.server, projectId, who)});
}

/**
 * A project of this page's own, with no server.
 * @throws CodecraftError `invalid-path` naming the file that cannot be.
 */
export function createStandaloneProject(options: {
  files: Readonly<Record<string, string>>;
  bootRuntime: BootRuntime;
  name?: string;
  drafts?: {storage: DraftStorage; key: string};
  onDraftFailure?: (error: CodecraftError) => void;
  /** Keeps the app's `localStorage`; without it, that is gone with the page. */
  appStorage?: {storage: AppStorage; key: string};
}): Project {
  const {bootRuntime, appStorage, ...rest} = options;
  return new Project(new StandaloneSource(rest), bootRuntime, appStorage);
}
