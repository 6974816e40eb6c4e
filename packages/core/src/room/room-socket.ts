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

/**
 * Half a second to half a minute between two attempts, each 1.6 times as long as the one before, until the server says not
 * to come back. No two clients wait alike, so that a restarted server is not stormed. A browser that comes online tries at
 * once.
 */
export const openRoomSocket: OpenRoomSocket = (address, events) => {
  const connect = () =>
    connectAgainAndAgain(address, {
      ...events,
      onClose: (close) => {
        if (close.isFinal) stopListening();
        events.onClose(close);
      },
    });
  const reconnect = () => {
    if (socket.isOpen()) return;
    socket.close();
    socket = connect();
  };
  const stopListening = () => globalThis.removeEventListener?.('online', reconnect);
  globalThis.addEventListener?.('online', reconnect);
  let socket = connect();
  return {
    send: (data) => socket.send(data),
    reconnect,
    close: () => {
      stopListening();
      socket.close();
    },
  };
};

/** partysocket's, whose own `reconnect()` does not shorten a wait: who will not wait closes this one and takes another. */
function connectAgainAndAgain(address: () => Promise<string>, events: RoomSocketEvents) {
  const jitter = Math.random() / 2;
  let isClosed = false;
  // A wait that is given up still ends in this question, and a ticket serves once.
  const addressOnce = async () => (isClosed ? '' : address());
  const socket = new ReconnectingWebSocket(addressOnce, null, {
    minReconnectionDelay: 500 * (1 + jitter),
    maxReconnectionDelay: 30_000 * (1 - jitter),
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
    isOpen: () => socket.readyState === ReconnectingWebSocket.OPEN,
    send: (data: string | Uint8Array) => void socket.send(data as Uint8Array<ArrayBuffer> | string),
    close: () => {
      isClosed = true;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}
