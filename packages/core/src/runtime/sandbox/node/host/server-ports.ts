import {CodecraftError} from '../../../../errors.js';
import type {ServerReply, ServerRequest} from '../protocol.js';

/** A server of some process that listens. */
export interface PortServer {
  request(request: ServerRequest): Promise<ServerReply>;
}

/** Which process listens on which port. */
export class ServerPorts {
  readonly #servers = new Map<number, PortServer>();

  /** False where the port is taken. */
  listen(port: number, server: PortServer): boolean {
    if (this.#servers.has(port)) return false;
    this.#servers.set(port, server);
    return true;
  }

  close(port: number, server: PortServer): void {
    if (this.#servers.get(port) === server) this.#servers.delete(port);
  }

  /** @throws CodecraftError `not-found` where nothing listens */
  async request(request: ServerRequest): Promise<ServerReply> {
    const server = this.#servers.get(request.port);
    if (!server) {
      throw new CodecraftError(
        'not-found',
        `ECONNREFUSED: nothing listens on port ${request.port}. Start the server first.`,
      );
    }
    return server.request(request);
  }
}
