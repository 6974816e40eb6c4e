import type {WebSocket} from '@cloudflare/workers-types';
import {newId} from '@codecraft/core/protocol';
import {type Connection, type ConnectionData, connectionOf, type SocketOwner} from '../connection.js';

/** What the platform keeps with a socket while its object sleeps. */
interface Attachment {
  readonly id: string;
  readonly data: ConnectionData;
}

/** The platform's sockets as connections: the same one for the same socket, for as long as the object is awake. */
export class ObjectConnections {
  private readonly known = new WeakMap<WebSocket, Connection>();

  /** Gives a socket its owner. To be called before the object accepts it. */
  admit(socket: WebSocket, owner: SocketOwner): Connection {
    return this.remember(socket, {id: newId(), data: connectionOf(owner)});
  }

  of(socket: WebSocket): Connection {
    return this.known.get(socket) ?? this.remember(socket, socket.deserializeAttachment() as Attachment);
  }

  /** @param attachment Read once: a broadcast asks every connection for its data, and reading is copying. */
  private remember(socket: WebSocket, attachment: Attachment): Connection {
    const {id} = attachment;
    let {data} = attachment;
    const keep = () => socket.serializeAttachment({id, data} satisfies Attachment);
    const connection: Connection = {
      id,
      get data() {
        return data;
      },
      set data(next) {
        data = next;
        keep();
      },
      send: (frame) => sendIfOpen(socket, frame),
      close: (code, reason) => socket.close(code, reason),
    };
    this.known.set(socket, connection);
    keep();
    return connection;
  }
}

/** The platform lists a socket until its close is answered. */
export function isOpen(socket: WebSocket): boolean {
  return socket.readyState === 1;
}

function sendIfOpen(socket: WebSocket, frame: string | Uint8Array): void {
  // A socket that is closing throws; `webSocketClose` is on the way.
  if (isOpen(socket)) socket.send(frame);
}
