import {
  type ClientMessage,
  type DocumentFrame,
  decodeClientMessage,
  decodeDocumentFrame,
  encodeDocumentFrame,
  encodeMessage,
  mayReconnectAfter,
  type ServerMessage,
} from '../protocol/index.js';
import type {OpenRoomSocket, RoomSocketEvents} from '../room/index.js';

/** The far end of a room client's socket, moved by the test: nothing arrives before the test says so. */
export class HandFlushedSocket {
  /** What the client has sent on the present connection, oldest first. */
  readonly sent: (ClientMessage | DocumentFrame)[] = [];
  /** How often the client asked for an address. */
  attempts = 0;
  isClosedByClient = false;
  private events: RoomSocketEvents | null = null;
  private askAddress: (() => Promise<string>) | null = null;

  readonly open: OpenRoomSocket = (address, events) => {
    this.events = events;
    this.askAddress = address;
    return {
      send: (data) => {
        this.sent.push(typeof data === 'string' ? decodeClientMessage(data) : decodeDocumentFrame(data));
      },
      reconnect: () => void this.connect(),
      close: () => {
        this.isClosedByClient = true;
      },
    };
  };

  /** The socket opens, after the client has been asked for an address. */
  async connect(): Promise<void> {
    this.attempts++;
    this.sent.length = 0;
    await this.askAddress?.();
    if (!this.isClosedByClient) this.events?.onOpen();
  }

  receive(message: ServerMessage): void {
    this.events?.onMessage(encodeMessage(message));
  }

  receiveFrame(frame: DocumentFrame): void {
    this.events?.onMessage(encodeDocumentFrame(frame));
  }

  /** The connection is cut, or closed by the server with a code. */
  cut(code = 1006, reason = ''): void {
    this.events?.onClose({code, reason, isFinal: !mayReconnectAfter(code)});
  }
}
