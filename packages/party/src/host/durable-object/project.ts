import type {
  DurableObjectState,
  WebSocket,
  WebSocketPair as WebSocketPairType,
} from '@cloudflare/workers-types';
import {CodecraftError} from '@codecraft/core/errors';
import {createTurns} from '../../ai/create-turns.js';
import {readEnvironment} from '../../environment.js';
import {isAllowedOrigin} from '../../http/origins.js';
import {roomCalls} from '../../room/calls/index.js';
import {Room} from '../../room/room.js';
import {RoomSockets} from '../../room/room-sockets.js';
import type {TicketHolder} from '../../room/tickets.js';
import {answerCall} from '../calls.js';
import type {Connection} from '../connection.js';
import {durableStorage} from '../durable-storage.js';
import {GroupCommit} from '../group-commit.js';
import {createLog} from '../log.js';
import type {RoomHost} from '../room-host.js';
import type {Bindings} from './bindings.js';
import {isOpen, ObjectConnections} from './object-connection.js';

declare const WebSocketPair: typeof WebSocketPairType;

/** One project. Everything it does is in `room/`; here it meets Durable Objects, asleep whenever nobody speaks. */
export class ProjectObject {
  private readonly log = createLog({room: 'project'});
  private readonly state: DurableObjectState;
  private readonly room: Room;
  private readonly sockets: RoomSockets;
  private readonly frames: GroupCommit;
  private readonly known = new ObjectConnections();

  constructor(state: DurableObjectState, bindings: Bindings) {
    this.state = state;
    const host: RoomHost = {
      storage: durableStorage(state.storage),
      log: this.log,
      now: Date.now,
      later: (delayMs, task) => void setTimeout(task, delayMs),
      connections: () => this.connections(),
    };
    this.room = new Room(host, readEnvironment(bindings), createTurns);
    this.sockets = new RoomSockets(this.room);
    this.frames = new GroupCommit(host);
    // Whatever comes waits until the room has read its state.
    void state.blockConcurrencyWhile(() => this.room.start());
  }

  /** The worker lets sockets through from outside and nothing else, so the rest are its own calls. */
  fetch(request: Request): Promise<Response> {
    if (request.headers.get('upgrade') === 'websocket') return this.openSocket(request);
    return this.room.serial.run(() => answerCall(roomCalls, this.room, request, this.log));
  }

  webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const data = typeof message === 'string' ? message : new Uint8Array(message);
    return this.frames.run(() => this.sockets.receive(this.known.of(socket), data));
  }

  webSocketClose(socket: WebSocket): Promise<void> {
    // Answers the other side's close, which otherwise waits until it gives up.
    socket.close();
    return this.webSocketError(socket);
  }

  /** After the frames that came before. */
  webSocketError(socket: WebSocket): Promise<void> {
    return this.frames.run(() => this.sockets.close(this.known.of(socket)));
  }

  alarm(): Promise<void> {
    return this.room.serial.run(() => this.room.wake());
  }

  /** Exchanges the ticket in the address for who it belongs to, before there is a socket at all. */
  private async openSocket(request: Request): Promise<Response> {
    const origin = request.headers.get('origin');
    if (origin !== null && !isAllowedOrigin(this.room.environment.allowedOrigins, origin)) {
      return new Response(null, {status: 403});
    }
    const ticket = new URL(request.url).searchParams.get('ticket') ?? '';
    const holder = await this.redeem(ticket, origin);
    if (!holder) return new Response(null, {status: 401});

    const pair = new WebSocketPair();
    const connection = this.known.admit(pair[1], holder);
    this.state.acceptWebSocket(pair[1]);
    this.sockets.connect(connection);
    return new Response(null, {status: 101, webSocket: pair[0]} as ResponseInit);
  }

  private async redeem(ticket: string, origin: string | null): Promise<TicketHolder | undefined> {
    try {
      return await this.room.serial.run(() => roomCalls.redeemTicket(this.room, {ticket, origin}));
    } catch (error) {
      if (!(error instanceof CodecraftError)) this.log.error('ticket-failed', error);
      return undefined;
    }
  }

  private *connections(): Iterable<Connection> {
    for (const socket of this.state.getWebSockets()) if (isOpen(socket)) yield this.known.of(socket);
  }
}
