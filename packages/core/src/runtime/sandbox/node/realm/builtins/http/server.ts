import {Buffer} from 'buffer';
import EventEmitter, {type Listener} from 'events';
import type {Answer} from '../../../../pending-answers.js';
import type {Piece} from '../../../../piece-stream.js';
import type {SocketCall} from '../../../../socket-protocol.js';
import {costOf, maxPieceBytes, SendWindow, windowCost} from '../../../../stream-window.js';
import type {ServerRequest, SocketRequest} from '../../../protocol.js';
import type {RealmContext} from '../../context.js';
import {IncomingMessage, type ResponseTarget, ServerResponse} from './messages.js';
import type {Socket} from './socket.js';
import {WebSocketConnection} from './web-socket-connection.js';

const defaultPort = 3000;

/** The servers of this process, by port. */
export class HttpServers {
  readonly #context: RealmContext;
  readonly #listening = new Map<number, HttpServer>();
  readonly #answering = new Map<number, {response: ServerResponse; window: SendWindow}>();
  readonly #sockets = new Map<number, WebSocketConnection>();

  constructor(context: RealmContext) {
    this.#context = context;
  }

  has(port: number): boolean {
    return this.#listening.has(port);
  }

  createServer = (...args: unknown[]): HttpServer => new HttpServer(this.#context, this.#listening, args);

  /** Answers a request from outside, piece by piece and as fast as it is read. */
  answer(id: number, request: ServerRequest): void {
    const {link} = this.#context;
    const window = new SendWindow();
    const response = this.#handle(request, {
      start: (status, headers) => link.send({type: 'response-start', request: id, status, headers}),
      data: (bytes, done) => {
        if (bytes.length === 0) done();
        for (let at = 0; at < bytes.length; at += maxPieceBytes) {
          const data = bytes.slice(at, at + maxPieceBytes);
          window.send(costOf(data), () => {
            link.send({type: 'response-data', request: id, data}, [data.buffer]);
            if (at + maxPieceBytes >= bytes.length) done();
          });
        }
      },
      end: () => link.send({type: 'response-end', request: id}),
      fail: (message) => link.send({type: 'response-failed', request: id, message}),
    });
    if (response.destroyed) return;
    this.#answering.set(id, {response, window});
    response.once('close', () => this.#answering.delete(id));
  }

  /** As much of an answer was read. */
  giveRoom(id: number, cost: number): void {
    this.#context.loop.run(() => this.#answering.get(id)?.window.give(cost));
  }

  /** Nobody wants the answer, or the rest of it. */
  abort(id: number): void {
    this.#context.loop.run(() => this.#answering.get(id)?.response.req.abort());
  }

  /** A page opens a WebSocket. It is broken off where the server takes none. */
  connect(id: number, request: SocketRequest): void {
    const {link, loop} = this.#context;
    const server = this.#listening.get(request.port);
    const connection = new WebSocketConnection(request, (event) => link.send({...event, id}));
    const {socket} = connection;
    this.#sockets.set(id, connection);
    const release = loop.hold();
    socket.once('close', () => {
      this.#sockets.delete(id);
      release();
    });
    loop.run(() => {
      if (!server || server.listenerCount('upgrade') === 0) return void socket.destroy();
      const incoming = new IncomingMessage(connection.headers, socket);
      Object.assign(incoming, {method: 'GET', url: request.url});
      incoming.deliver(null);
      server.connect(socket);
      server.emit('upgrade', incoming, socket, Buffer.alloc(0));
    });
  }

  /** What a page says to a socket of its own. */
  hear({id, ...call}: SocketCall): void {
    const connection = this.#sockets.get(id);
    if (!connection) return;
    this.#context.loop.run(() => {
      if (call.type === 'socket-send') connection.send(call.data);
      else if (call.type === 'socket-room') connection.giveRoom(call.cost);
      else connection.close(call.code, call.reason);
    });
  }

  /** Answers a request of this very process, piece by piece and as fast as it is read. */
  request(request: ServerRequest, signal: AbortSignal): Promise<Answer> {
    const {loop} = this.#context;
    return new Promise((resolve, reject) => {
      let goOn: () => void = () => undefined;
      let controller!: ReadableStreamDefaultController<Piece>;
      const abort = () => loop.run(() => response.req.abort());
      const body = new ReadableStream<Piece>(
        {
          start: (own) => {
            controller = own;
          },
          pull: () => {
            const waiting = goOn;
            goOn = () => undefined;
            loop.run(waiting);
          },
          cancel: abort,
        },
        {highWaterMark: windowCost, size: costOf},
      );
      const response = this.#handle(request, {
        start: (status, headers) => resolve({status, headers, body}),
        data: (data, done) => {
          controller.enqueue(data);
          if (controller.desiredSize! > 0) done();
          else goOn = done;
        },
        end: () => controller.close(),
        fail: (message) => {
          const error = signal.aborted ? signal.reason : new Error(message);
          reject(error);
          controller.error(error);
        },
      });
      signal.addEventListener('abort', abort);
      response.once('close', () => signal.removeEventListener('abort', abort));
    });
  }

  #handle({port, method, url, headers, body}: ServerRequest, target: ResponseTarget): ServerResponse {
    const server = this.#listening.get(port);
    const hasHost = headers.some(([name]) => name?.toLowerCase() === 'host');
    const hasLength = headers.some(([name]) => name?.toLowerCase() === 'content-length');
    const incoming = new IncomingMessage([
      ...(hasHost ? [] : [['Host', `localhost:${port}`]]),
      ...headers,
      ...(body && body.length > 0 && !hasLength ? [['Content-Length', String(body.length)]] : []),
    ]);
    Object.assign(incoming, {method, url});
    const response = new ServerResponse(incoming, target);
    if (!server) return response.writeHead(502).end();
    const release = this.#context.loop.hold();
    // What the server did not read of the request ends with it.
    response.once('finish', () => incoming.resume());
    response.once('close', release);
    // An error with which a server ends a connection is its own, and the answer breaks off.
    incoming.socket.on('error', () => undefined);
    this.#context.loop.run(() => {
      server.connect(incoming.socket);
      if (!server.emit('request', incoming, response)) response.writeHead(404).end();
      incoming.deliver(body);
    });
    return response;
  }
}

/** `http.Server` */
export class HttpServer extends EventEmitter {
  listening = false;
  timeout = 0;
  keepAliveTimeout = 5000;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  readonly #context: RealmContext;
  readonly #all: Map<number, HttpServer>;
  readonly #connections = new Set<Socket>();
  #port = 0;
  #release: () => void = () => undefined;

  /** @param args options and a listener, either may be left out */
  constructor(context: RealmContext, all: Map<number, HttpServer>, args: readonly unknown[]) {
    super();
    this.#context = context;
    this.#all = all;
    const listener = args.find((arg) => typeof arg === 'function');
    if (listener) this.on('request', listener as Listener);
  }

  /** `listen(port)`, `listen({port})`, each with a host, a backlog and a callback if wanted. */
  listen(...args: unknown[]): this {
    const [first] = args;
    const asked = Number(typeof first === 'object' && first !== null && 'port' in first ? first.port : first);
    const callback = args.find((arg) => typeof arg === 'function');
    if (callback) this.once('listening', callback as Listener);
    const {link, loop} = this.#context;
    const port = Number.isInteger(asked) && asked > 0 ? asked : this.#freePort();
    if (this.#all.has(port)) {
      const error = Object.assign(new Error(`listen EADDRINUSE: address already in use :::${port}`), {
        code: 'EADDRINUSE',
        errno: -98,
        syscall: 'listen',
        address: '::',
        port,
      });
      loop.nextTick(() => this.emit('error', error));
      return this;
    }
    this.#port = port;
    this.#all.set(port, this);
    this.#release = loop.hold();
    loop.nextTick(() => {
      this.listening = true;
      this.emit('listening');
      // After the callback, so that what the program says of its start comes before the first request.
      link.send({type: 'listen', port});
    });
    return this;
  }

  address(): {address: string; family: string; port: number} | null {
    return this.#port === 0 ? null : {address: '::', family: 'IPv6', port: this.#port};
  }

  close(callback?: Listener): this {
    const {link, loop} = this.#context;
    if (callback) this.once('close', callback);
    if (this.#all.get(this.#port) === this) {
      this.#all.delete(this.#port);
      link.send({type: 'unlisten', port: this.#port});
    }
    this.listening = false;
    this.#port = 0;
    loop.nextTick(() => {
      this.emit('close');
      this.#release();
    });
    return this;
  }

  /** Each request has a connection of its own, which ends with it. */
  connect(connection: Socket): void {
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
    this.emit('connection', connection);
  }

  closeAllConnections(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  closeIdleConnections(): void {
    // There are none; see `connect`.
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    this.#release();
    return this;
  }

  #freePort(): number {
    let port = defaultPort;
    while (this.#all.has(port)) port++;
    return port;
  }
}
