import type {CodecraftError} from '../errors.js';
import type {ChatMessage, FileEntry, Member, Peer, RoomSettings, Turn} from '../protocol/index.js';
import type {InstallProgress, PreviewMessage} from '../runtime/runtime.js';
import type {ProjectTerminal} from './project-terminal.js';
import type {RefusedWrite} from './runtime-writes.js';

/** Everything there is to show of a project, at one moment. Never changed in place: a change makes a new one. */
export interface ProjectState {
  readonly mode: 'standalone' | 'connected';
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why it cannot be shown, while `status` is `failed`. */
  readonly failure: CodecraftError | null;
  readonly connection: ConnectionState;
  readonly name: string;
  /** Who I am here; null for a guest, and in standalone mode, where everything may be done and nobody is asked. */
  readonly me: Member | null;
  /** In the order they joined. */
  readonly members: readonly Member[];
  /** Every other connection that is here now. */
  readonly peers: readonly Peer[];
  /** Sorted by path. */
  readonly files: readonly FileEntry[];
  readonly folders: readonly string[];
  readonly settings: RoomSettings | null;
  /** Oldest first; what is not sent yet comes last. */
  readonly chat: readonly ChatEntry[];
  readonly turns: Readonly<Record<string, Turn>>;
  /** Who answers `@ai`; null where there is no AI, and while it is off for me. */
  readonly ai: Turn['source'] | null;
  /** How far I have read the chat, on any device, in milliseconds of the server's clock; 0 for never. */
  readonly readUpTo: number;
  /** Ids of files with edits the server has not stored yet. */
  readonly unsentFiles: ReadonlySet<string>;
  /** Edits that the server refused, with the text they would have led to, until they are dismissed. */
  readonly refusedEdits: readonly RefusedEdit[];
  readonly run: RunState;
  /** Open terminals, in the order of their tabs. */
  readonly terminals: readonly ProjectTerminal[];
  /** What commands wrote and the project did not take, until it is dismissed. */
  readonly refusedWrites: readonly RefusedWrite[];
}

export type ConnectionState =
  | {readonly status: 'none'}
  | {readonly status: 'connecting'}
  | {readonly status: 'open'}
  /** Cut off; tries again by itself. */
  | {readonly status: 'reconnecting'}
  /** The server said not to come back. */
  | {readonly status: 'closed'; readonly reason: CodecraftError};

export interface ChatEntry extends ChatMessage {
  readonly delivery: 'sent' | 'waiting' | 'refused';
  /** Why it was refused, as a sentence. */
  readonly refusal?: string;
}

export interface RefusedEdit {
  readonly fileId: string;
  readonly path: string;
  readonly reason: string;
  /** The whole text with the refused edit in it, so that it can be copied. */
  readonly text: string;
}

export type RunState =
  /** Nothing has been loaded. */
  | {readonly status: 'idle'}
  /** The runtime loads, or the files are mounted. */
  | {readonly status: 'booting'}
  | {readonly status: 'installing'; readonly progress: InstallProgress | null}
  | {readonly status: 'starting'}
  | {
      readonly status: 'running';
      readonly port: number;
      readonly failure: AppFailure | null;
      /** The app has drawn itself. */
      readonly isShown: boolean;
    }
  | {readonly status: 'stopped'}
  /** It did not start: a package is missing, a command failed. */
  | {readonly status: 'failed'; readonly message: string};

/** The running app's own error, until it recovers. */
export type AppFailure = Extract<PreviewMessage, {type: 'failed'}>;

export type ConsoleEntry = Extract<PreviewMessage, {type: 'console'}>;
