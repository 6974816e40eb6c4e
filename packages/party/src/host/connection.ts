import type {Presence} from '@codecraft/core/protocol';

/** One open socket, as a room sees it. */
export interface Connection {
  /** Made by the server. */
  readonly id: string;
  /** Survives hibernation with the socket; at most 2 KiB. Assign a whole new value to change it. */
  data: ConnectionData;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
}

export interface ConnectionData {
  readonly userId: string;
  readonly sessionId: string;
  /** False until `hello` was answered; nothing is told to a connection before. */
  readonly isGreeted: boolean;
  readonly presence: Presence;
}
