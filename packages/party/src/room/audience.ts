import type {Connection} from '../host/connection.js';

/**
 * The sockets that have been welcomed: whom a message for everyone goes to. Read from the host once, when the room
 * wakes, and kept from then on, because the host's own list costs native calls for each socket and message.
 */
export class Audience {
  private readonly connections: () => Iterable<Connection>;
  /** By id: a host may wrap one socket twice. */
  private welcomed: Map<string, Connection> | undefined;

  constructor(connections: () => Iterable<Connection>) {
    this.connections = connections;
  }

  add(connection: Connection): void {
    this.load().set(connection.id, connection);
  }

  remove({id}: Connection): void {
    this.load().delete(id);
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.load().values();
  }

  private load(): Map<string, Connection> {
    if (this.welcomed) return this.welcomed;
    const welcomed = new Map<string, Connection>();
    for (const connection of this.connections()) {
      if (connection.data.isGreeted) welcomed.set(connection.id, connection);
    }
    this.welcomed = welcomed;
    return welcomed;
  }
}
