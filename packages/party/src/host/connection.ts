import {nowhere, type Presence} from '@codecraft/core/protocol';

/** One open socket, as a room sees it. */
export interface Connection {
  /** Made by the server. */
  readonly id: string;
  /** Survives hibernation with the socket; at most 2 KiB. Assign a whole new value to change it. */
  data: ConnectionData;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
}

/** Whom a socket belongs to, proven before it opened. */
export interface SocketOwner {
  readonly userId: string;
  /** Null for a guest, and for who came with a token of their site. */
  readonly sessionId: string | null;
  /** Looks on, and is no member. */
  readonly isGuest: boolean;
  /** When the token behind it ends, in milliseconds since 1970; null while its session lasts. */
  readonly endsAt: number | null;
}

export interface ConnectionData extends SocketOwner {
  /** False until `hello` was answered; nothing is told to a connection before. */
  readonly isGreeted: boolean;
  readonly presence: Presence;
}

/** What a socket begins with. */
export function connectionOf({userId, sessionId, isGuest, endsAt}: SocketOwner): ConnectionData {
  return {userId, sessionId, isGuest, endsAt, isGreeted: false, presence: nowhere};
}
