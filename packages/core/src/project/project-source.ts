import type {CodecraftError} from '../errors.js';
import type {ChatMessage, Peer, Presence, RoomState, Turn} from '../protocol/index.js';
import type {RoomRequest} from '../room/index.js';
import type {OpenDocument} from './open-document.js';
import type {ConnectionState, RefusedEdit} from './project-state.js';

/** Where a project's state comes from and where its changes go: a room on a server, or this page alone. */
export interface ProjectSource {
  readonly mode: 'standalone' | 'connected';
  readonly snapshot: SourceSnapshot;
  subscribe(listener: () => void): () => void;
  /** Resolves once the change is stored. */
  request(request: RoomRequest, id?: string): Promise<void>;
  openDocument(fileId: string): Promise<OpenDocument>;
  setPresence(presence: Presence): void;
  reconnect(): void;
  dispose(): void;
}

export interface SourceSnapshot {
  readonly failure: CodecraftError | null;
  readonly connection: ConnectionState;
  /** Null until it has been loaded. */
  readonly room: RoomState | null;
  readonly userId: string | null;
  readonly chat: readonly ChatMessage[];
  /** Chat messages on their way, oldest first. */
  readonly outgoing: readonly {id: string; text: string}[];
  readonly turns: Readonly<Record<string, Turn>>;
  readonly peers: readonly Peer[];
  readonly ai: Turn['source'] | null;
  readonly readUpTo: number;
  readonly unsentFileIds: readonly string[];
  readonly refusedEdits: readonly RefusedEdit[];
}
