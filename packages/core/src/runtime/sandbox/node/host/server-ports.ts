import {CodecraftError} from '../../../../errors.js';
import type {Piece} from '../../piece-stream.js';
import type {UnnumberedCall, UnnumberedEvent} from '../../socket-protocol.js';
import type {ServerReply, ServerRequest, SocketRequest} from '../protocol.js';

/** An answer whose body is still coming. Whoever does not read it cancels it. */
export interface StreamedReply extends Omit<ServerReply, 'body'> {
  body: ReadableStream<Piece>;
}

/** A server of some process that listens. */
export interface PortServer {
  /** @param signal tells the server that nobody wants the answer, or the rest of it */
  request(request: ServerRequest, signal?: AbortSignal): Promise<StreamedReply>;
  /**
   * Opens a WebSocket.
   *
   * @param listener hears of it until `socket-closed`
   * @returns what the page says to it; after `goingAway` nothing more is heard
   */
  connect(request: SocketRequest, listener: (event: UnnumberedEvent) => void): (call: UnnumberedCall) => void;
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
  async request(request: ServerRequest, signal?: AbortSignal): Promise<StreamedReply> {
    return this.#server(request.port).request(request, signal);
  }

  /** @throws CodecraftError `not-found` where nothing listens */
  connect(...[request, listener]: Parameters<PortServer['connect']>): ReturnType<PortServer['connect']> {
    return this.#server(request.port).connect(request, listener);
  }

  #server(port: number): PortServer {
    const server = this.#servers.get(port);
    if (server) return server;
    throw new CodecraftError(
      'not-found',
      `ECONNREFUSED: nothing listens on port ${port}. Start the server first.`,
    );
  }
}
