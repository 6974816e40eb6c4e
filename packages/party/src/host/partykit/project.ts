import type * as Party from 'partykit/server';
import {createTurns} from '../../ai/create-turns.js';
import {readEnvironment} from '../../environment.js';
import {isAllowedOrigin} from '../../http/origins.js';
import {roomCalls} from '../../room/calls/index.js';
import {Room} from '../../room/room.js';
import {RoomSockets} from '../../room/room-sockets.js';
import {answerCall} from '../calls.js';
import {type Connection, type ConnectionData, connectionOf, type SocketOwner} from '../connection.js';
import {durableStorage} from '../durable-storage.js';
import {GroupCommit} from '../group-commit.js';
import {createLog} from '../log.js';
import type {RoomHost} from '../room-host.js';
import {ownerHeader, refuseOutsiders} from './outsiders.js';
import {partyRooms} from './party-rooms.js';

/** One project. Everything it does is in `room/`; here it meets PartyKit. */
export default class ProjectParty implements Party.Server {
  /** An instance field: PartyKit silently ignores a static one. */
  readonly options: Party.ServerOptions = {hibernate: true};
  private readonly log = createLog({room: 'project'});
  private readonly party: Party.Room;
  private readonly room: Room;
  private readonly sockets: RoomSockets;
  private readonly frames: GroupCommit;
  /** One wrapper a socket; a socket wakes up without its wrapper. */
  private readonly wrappers = new WeakMap<Party.Connection, Connection>();

  constructor(party: Party.Room) {
    this.party = party;
    const host: RoomHost = {
      storage: durableStorage(party.storage),
      log: this.log,
      now: Date.now,
      later: (delayMs, task) => void setTimeout(task, delayMs),
      connections: () => this.connections(),
    };
    this.room = new Room(host, readEnvironment(party.env), createTurns);
    this.sockets = new RoomSockets(this.room);
    this.frames = new GroupCommit(host);
  }

  static onBeforeRequest = refuseOutsiders;

  /** Exchanges the ticket in the address for who it belongs to, in a header that an outsider cannot set. */
  static async onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    const url = new URL(request.url);
    const origin = request.headers.get('origin');
    if (origin !== null && !isAllowedOrigin(readEnvironment(lobby.env).allowedOrigins, origin)) {
      return new Response(null, {status: 403});
    }
    const ticket = url.searchParams.get('ticket') ?? '';
    const holder = await partyRooms(lobby.parties)
      .project(lobby.id)
      .redeemTicket({ticket, origin})
      .catch(() => undefined);
    if (!holder) return new Response(null, {status: 401});

    // The address stays with the socket for its life, so it must hold no secret; and `_pk` becomes the
    // connection's id, so it must be ours.
    url.search = `?_pk=${crypto.randomUUID()}`;
    const headers = new Headers(request.headers as unknown as Headers);
    headers.set(ownerHeader, JSON.stringify(connectionOf(holder)));
    return new Request(url, {headers}) as unknown as Party.Request;
  }

  /** Requests wait until the room has read its state; PartyKit itself would let the second one in before. */
  onStart(): Promise<void> {
    return this.party.blockConcurrencyWhile(() => this.room.start());
  }

  onRequest(request: Party.Request): Promise<Response> {
    return this.room.serial.run(() => answerCall(roomCalls, this.room, request, this.log));
  }

  onConnect(connection: Party.Connection<ConnectionData>, {request}: Party.ConnectionContext): void {
    const owner = JSON.parse(request.headers.get(ownerHeader) ?? 'null') as SocketOwner | null;
    connection.setState(connectionOf(owner ?? nobody));
    this.sockets.connect(this.wrap(connection));
  }

  onMessage(message: string | ArrayBuffer | ArrayBufferView, connection: Party.Connection<ConnectionData>) {
    const data = typeof message === 'string' ? message : bytesOf(message);
    return this.frames.run(() => this.sockets.receive(this.wrap(connection), data));
  }

  onClose(connection: Party.Connection<ConnectionData>): Promise<void> {
    // A hibernating socket does not answer the other side's close by itself, which then waits until it gives up.
    if (connection.readyState === WebSocket.CLOSING) connection.close(1000);
    return this.onError(connection);
  }

  /** After the frames that came before. */
  onError(connection: Party.Connection<ConnectionData>): Promise<void> {
    return this.frames.run(() => this.sockets.close(this.wrap(connection)));
  }

  /** `room.id` and `room.context` throw in here; the room needs neither. */
  onAlarm(): Promise<void> {
    return this.room.serial.run(() => this.room.wake());
  }

  private *connections(): Iterable<Connection> {
    for (const connection of this.party.getConnections<ConnectionData>()) yield this.wrap(connection);
  }

  private wrap(connection: Party.Connection<ConnectionData>): Connection {
    const known = this.wrappers.get(connection);
    if (known) return known;
    const wrapper: Connection = {
      id: connection.id,
      get data() {
        return (connection.state ?? nobody) as ConnectionData;
      },
      set data(data) {
        connection.setState(data);
      },
      send: (data) => sendIfOpen(connection, data),
      close: (code, reason) => connection.close(code, reason),
    };
    this.wrappers.set(connection, wrapper);
    return wrapper;
  }
}

/** Between accepting a socket and `onConnect` it belongs to nobody. */
const nobody = connectionOf({userId: '', sessionId: null, isGuest: false, endsAt: null});

function sendIfOpen(connection: Party.Connection, data: string | Uint8Array): void {
  // A socket that is closing throws; its `onClose` is on the way.
  if (connection.readyState === WebSocket.OPEN) connection.send(data);
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
