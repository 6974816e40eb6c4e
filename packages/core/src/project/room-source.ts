import type {Session} from '../auth/index.js';
import {CodecraftError} from '../errors.js';
import type {Presence} from '../protocol/index.js';
import {
  BrowserUnsentStorage,
  RoomClient,
  type RoomClientOptions,
  type RoomRequest,
  UnsentKeeper,
} from '../room/index.js';
import type {OpenDocument} from './open-document.js';
import type {ProjectSource, SourceSnapshot} from './project-source.js';
import type {RefusedEdit} from './project-state.js';

/** A project that lives in a room on a server. */
export class RoomSource implements ProjectSource {
  readonly mode = 'connected';
  private readonly client: RoomClient;
  private readonly listeners = new Set<() => void>();
  private refusedEdits: readonly RefusedEdit[] = [];

  constructor(client: RoomClient) {
    this.client = client;
    client.subscribe(() => this.announce());
    client.onRefusedEdit(({fileId, reason, text}) => {
      const path = client.view.state?.files[fileId]?.path ?? 'a deleted file';
      this.refusedEdits = [...this.refusedEdits, {fileId, path, reason, text}];
      this.announce();
    });
  }

  static connect(
    session: Session,
    projectId: string,
    {asGuest, openSocket}: {asGuest: boolean; openSocket: RoomClientOptions['openSocket']},
  ): RoomSource {
    const socket = openSocket ? {openSocket} : {};
    // A guest has nothing that could wait to be sent.
    if (asGuest)
      return new RoomSource(new RoomClient({address: () => session.guestAddress(projectId), ...socket}));
    const address = () => session.roomAddress(projectId);
    const where = {server: session.server, projectId};
    // A browser that keeps nothing (a private window, a full disk) still works while the page is open.
    const keeper = new UnsentKeeper(new BrowserUnsentStorage(), where, (cause) =>
      console.warn('Unsent work is not kept:', cause),
    );
    return new RoomSource(new RoomClient({address, keeper, ...socket}));
  }

  get snapshot(): SourceSnapshot {
    const {view, connection, unsent} = this.client;
    return {
      failure: connection.status === 'closed' ? connection.reason : null,
      connection,
      room: view.state,
      userId: view.userId,
      chat: view.chat,
      outgoing: unsent.requests.flatMap((request) =>
        request.type === 'chat-send' ? [{id: request.id, text: request.text}] : [],
      ),
      turns: view.turns,
      peers: Object.values(view.peers),
      ai: view.flags.includes('ai') ? view.ai : null,
      readUpTo: view.readUpTo,
      unsentFileIds: unsent.fileIds,
      refusedEdits: this.refusedEdits,
    };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  request(request: RoomRequest, id?: string): Promise<void> {
    return this.client.request(request, id);
  }

  async openDocument(fileId: string): Promise<OpenDocument> {
    if (!this.client.view.state?.files[fileId]) {
      throw new CodecraftError('not-found', 'This file does not exist any more.');
    }
    const {document, release} = this.client.openDocument(fileId);
    await document.loaded;
    return {
      fileId,
      get doc() {
        return document.doc;
      },
      get text() {
        return document.text;
      },
      onReplaced: (listener) => document.onReplaced(listener),
      release,
    };
  }

  dismissRefusedEdit(fileId: string): void {
    this.refusedEdits = this.refusedEdits.filter((edit) => edit.fileId !== fileId);
    this.announce();
  }

  setPresence(presence: Presence): void {
    this.client.setPresence(presence);
  }

  reconnect(): void {
    this.client.reconnect();
  }

  dispose(): void {
    this.listeners.clear();
    this.client.close();
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
