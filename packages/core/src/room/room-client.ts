import {CodecraftError} from '../errors.js';
import {
  type ClientMessage,
  type ClientRequest,
  closeCodes,
  decodeDocumentFrame,
  decodeServerMessage,
  encodeDocumentFrame,
  encodeMessage,
  newId,
  type Presence,
  protocolVersion,
  type ServerMessage,
} from '../protocol/index.js';
import {Outbox} from './outbox.js';
import {type OpenRoomSocket, openRoomSocket, type RoomSocket} from './room-socket.js';
import {dropExpired, emptyView, type RoomView, reduceView} from './room-view.js';
import {SharedDocument} from './shared-document.js';
import type {UnsentKeeper} from './unsent-keeper.js';

export type RoomConnection =
  | {readonly status: 'connecting'}
  | {readonly status: 'open'}
  | {readonly status: 'reconnecting'}
  | {readonly status: 'closed'; readonly reason: CodecraftError};

export interface RoomClientOptions {
  /** Answers an address with a fresh ticket. A rejection with a final code ends the connection. */
  address: () => Promise<string>;
  openSocket?: OpenRoomSocket;
  /** Keeps what is unsent for a later page; without one it is gone with this page. */
  keeper?: UnsentKeeper;
}

export interface RefusedDocumentEdit {
  fileId: string;
  reason: string;
  text: string;
}

type WithoutId<Message> = Message extends {id: string} ? Omit<Message, 'id'> : never;
/** A request before it has its id. */
export type RoomRequest = WithoutId<ClientRequest>;

/** One person's side of a project's room: what it knows, what it asks, and what it has not sent yet. */
export class RoomClient {
  private readonly socket: RoomSocket;
  private readonly outbox = new Outbox();
  private readonly documents = new Map<string, {document: SharedDocument; users: number}>();
  private readonly listeners = new Set<() => void>();
  private readonly refusedEditListeners = new Set<(edit: RefusedDocumentEdit) => void>();
  private readonly keeper: UnsentKeeper | undefined;
  private presence: Presence | null = null;
  private expiryTimer: ReturnType<typeof setTimeout> | undefined;
  private currentView = emptyView;
  private currentConnection: RoomConnection = {status: 'connecting'};

  constructor(options: RoomClientOptions) {
    this.keeper = options.keeper;
    const open = options.openSocket ?? openRoomSocket;
    this.socket = open(() => this.address(options.address), {
      onOpen: () => this.send({type: 'hello', protocol: protocolVersion, ...this.since()}),
      onMessage: (data) => this.tryToReceive(data),
      onClose: (close) => this.onClose(close),
    });
  }

  get view(): RoomView {
    return this.currentView;
  }

  get connection(): RoomConnection {
    return this.currentConnection;
  }

  /** What the server has not stored yet, in order. */
  get unsent(): {requests: ClientRequest[]; fileIds: string[]} {
    const behind = [...this.documents.values()].filter(({document}) => document.isUnsent);
    return {requests: this.outbox.messages, fileIds: behind.map(({document}) => document.fileId)};
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onRefusedEdit(listener: (edit: RefusedDocumentEdit) => void): () => void {
    this.refusedEditListeners.add(listener);
    return () => this.refusedEditListeners.delete(listener);
  }

  /**
   * Asks the room for something. Resolves once it is stored, however often the connection is cut before.
   * @throws CodecraftError with the server's reason when it is refused.
   */
  request(request: RoomRequest, id = newId()): Promise<void> {
    const message = {...request, id} as ClientRequest;
    if (this.currentConnection.status === 'closed') return Promise.reject(this.currentConnection.reason);
    const stored = this.outbox.add(message);
    if (this.currentConnection.status === 'open') this.send(message);
    this.announce();
    return stored;
  }

  setPresence(presence: Presence): void {
    this.presence = presence;
    if (this.currentConnection.status === 'open') this.send({type: 'presence', presence});
  }

  /** The live text of a file. Each call needs one `release()`; an edit that waits keeps it alive regardless. */
  openDocument(fileId: string): {document: SharedDocument; release: () => void} {
    let entry = this.documents.get(fileId);
    if (!entry) this.documents.set(fileId, (entry = {document: this.createDocument(fileId), users: 0}));
    entry.users++;
    let isReleased = false;
    const release = () => {
      if (isReleased) return;
      isReleased = true;
      entry.users--;
    };
    return {document: entry.document, release};
  }

  reconnect(): void {
    this.socket.reconnect();
  }

  close(): void {
    clearTimeout(this.expiryTimer);
    this.keeper?.stop();
    this.socket.close();
    for (const {document} of this.documents.values()) document.destroy();
    const reason = new CodecraftError('connection-lost', 'The project was closed before this was sent.');
    this.currentConnection = {status: 'closed', reason};
    this.outbox.abandon(reason);
    this.listeners.clear();
  }

  private async address(ask: () => Promise<string>): Promise<string> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof CodecraftError && isFinal(error)) this.end(error);
      throw error; // the socket waits and asks again
    }
  }

  private since(): {since?: number} {
    return this.currentView.state ? {since: this.currentView.sequence} : {};
  }

  /** A server that says what this client cannot read is of another version; going on would show half a truth. */
  private tryToReceive(data: string | Uint8Array): void {
    try {
      this.receive(data);
    } catch (cause) {
      if (!(cause instanceof CodecraftError)) throw cause;
      const sentence = 'The server says something this page does not understand. Reload the page.';
      this.end(new CodecraftError('protocol-mismatch', sentence, {cause}));
    }
  }

  private receive(data: string | Uint8Array): void {
    if (typeof data !== 'string') {
      const frame = decodeDocumentFrame(data);
      this.documents.get(frame.fileId)?.document.receive(frame);
      return;
    }
    const message = decodeServerMessage(data);
    this.currentView = reduceView(this.currentView, message, Date.now());
    if (message.type === 'welcome') this.onWelcome(message.userId);
    if (message.type === 'chat' || message.type === 'welcome') this.watchExpiry();
    this.answer(message);
    this.announce();
  }

  private answer(message: ServerMessage): void {
    if (message.type === 'ping') this.send({type: 'pong', number: message.number});
    if (message.type === 'acknowledged') this.outbox.acknowledge(message.id);
    if (message.type === 'refused')
      this.outbox.refuse(message.id, new CodecraftError(message.code, message.message));
  }

  private onWelcome(userId: string): void {
    this.currentConnection = {status: 'open'};
    for (const message of this.outbox.messages) this.send(message);
    if (this.presence) this.send({type: 'presence', presence: this.presence});
    for (const [fileId, {document, users}] of this.documents) {
      if (users > 0 || document.isUnsent) document.connect();
      else this.discard(fileId, document);
    }
    void this.takeUp(userId);
  }

  /** What an earlier page could not send is sent by this one; the server knows the ids it has answered. */
  private async takeUp(userId: string): Promise<void> {
    const {requests, edits} = (await this.keeper?.takeUp(userId)) ?? {requests: [], edits: []};
    for (const {id, ...request} of requests) {
      // Refused, it has no place on this page where it could be shown: it was made on another.
      this.request(request as RoomRequest, id).catch(() => undefined);
    }
    for (const {fileId, update} of edits) {
      if (!this.currentView.state?.files[fileId]) continue;
      const {document, release} = this.openDocument(fileId);
      document.takeUp(update);
      release();
    }
  }

  private onClose({code, reason, isFinal: isOver}: {code: number; reason: string; isFinal: boolean}): void {
    if (this.currentConnection.status === 'closed') return;
    for (const {document} of this.documents.values()) document.disconnect();
    if (isOver) return this.end(closeReason(code, reason));
    if (this.currentConnection.status === 'open') this.currentConnection = {status: 'reconnecting'};
    this.currentView = {...this.currentView, peers: {}};
    this.announce();
  }

  private end(reason: CodecraftError): void {
    this.socket.close();
    this.currentConnection = {status: 'closed', reason};
    this.outbox.abandon(reason);
    this.announce();
  }

  private createDocument(fileId: string): SharedDocument {
    const document: SharedDocument = new SharedDocument(fileId, {
      send: (frame) => {
        if (this.currentConnection.status === 'open') this.socket.send(encodeDocumentFrame(frame));
      },
      onChange: () => {
        this.keeper?.followDocument(document);
        this.announce();
      },
      onRefused: (refusal) => {
        for (const listener of this.refusedEditListeners) listener({fileId, ...refusal});
      },
    });
    if (this.currentConnection.status === 'open') document.connect();
    return document;
  }

  private discard(fileId: string, document: SharedDocument): void {
    this.documents.delete(fileId);
    document.destroy();
  }

  /** Expired is unreadable at once, even where the server's own notice is late. */
  private watchExpiry(): void {
    clearTimeout(this.expiryTimer);
    const next = Math.min(...this.currentView.chat.map((message) => message.expiresAt));
    if (!Number.isFinite(next)) return;
    const delay = next - this.currentView.clockOffsetMs - Date.now();
    this.expiryTimer = setTimeout(
      () => {
        this.currentView = dropExpired(this.currentView, Date.now());
        this.watchExpiry();
        this.announce();
      },
      Math.min(Math.max(delay, 0) + 1, 2 ** 31 - 1),
    );
  }

  private send(message: ClientMessage): void {
    this.socket.send(encodeMessage(message));
  }

  private announce(): void {
    this.keeper?.followRequests(this.outbox);
    for (const listener of [...this.listeners]) listener();
  }
}

function isFinal(error: CodecraftError): boolean {
  return error.code === 'not-found' || error.code === 'not-signed-in' || error.code === 'forbidden';
}

function closeReason(code: number, reason: string): CodecraftError {
  switch (code) {
    case closeCodes.notSignedIn:
      return new CodecraftError('not-signed-in', 'You are signed out. Sign in again.');
    case closeCodes.forbidden:
      return new CodecraftError('forbidden', reason || 'You are no longer a member of this project.');
    case closeCodes.notFound:
      return new CodecraftError('not-found', 'This project does not exist any more.');
    case closeCodes.protocolMismatch:
      return new CodecraftError('protocol-mismatch', 'This page is older than the server. Reload it.');
    case closeCodes.tooManySockets:
      return new CodecraftError(
        'limit-reached',
        reason || 'This project is open in too many windows. Close one and reload.',
      );
    default:
      return new CodecraftError('connection-lost', reason || `The server closed the connection (${code}).`);
  }
}
