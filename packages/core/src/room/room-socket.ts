import ReconnectingWebSocket from 'partysocket/ws';
import {mayReconnectAfter} from '../protocol/index.js';

/** A socket that comes back by itself. The door to partysocket; tests bring their own, flushed by hand. */
export interface RoomSocket {
  send(data: string | Uint8Array): void;
  /** Tries now instead of at the end of the back-off. */
  reconnect(): void;
  close(): void;
}

export interface RoomSocketEvents {
  onOpen(): void;
  onMessage(data: string | Uint8Array): void;
  /** `isFinal` when the socket stays closed. */
  onClose(close: {code: number; reason: string; isFinal: boolean}): void;
}

/** Opens a socket to the address that `address` answers, asked anew before each attempt. */
export type OpenRoomSocket = (address: () => Promise<string>, events: RoomSocketEvents) => RoomSocket;

/** Half a second to half a minute, each client a little different, so that a restarted server is not stormed. */
const jitter = () => 0.75 + Math.random() / 2;

export const openRoomSocket: OpenRoomSocket = (address, events) => {
  const socket = new ReconnectingWebSocket(address, null, {
    minReconnectionDelay: 500 * jitter(),
    maxReconnectionDelay: 30_000 * jitter(),
    reconnectionDelayGrowFactor: 1.6,
    minUptime: 5_000,
    connectionTimeout: 10_000,
    maxEnqueuedMessages: 0, // what is unsent is kept by the outbox and the documents
    shouldReconnectOnClose: (close) => mayReconnectAfter(close.code),
  });
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => events.onOpen();
  socket.onmessage = ({data}) =>
    events.onMessage(typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer));
  socket.onclose = ({code, reason}) => events.onClose({code, reason, isFinal: !mayReconnectAfter(code)});
  return {
    send: (data) => void socket.send(data as Uint8Array<ArrayBuffer> | string),
    reconnect: () => socket.reconnect(),
    close: () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
};
