import {Buffer} from 'buffer';
import {Readable, Writable} from 'readable-stream';
import type {EventLoop} from '../../event-loop.js';
import {HeaderTable, type HeaderValue, receivedHeaders} from './headers.js';
import {Socket} from './socket.js';
import {statusCodes} from './status-codes.js';

type Pairs = readonly (readonly string[])[];

/** `http.IncomingMessage`: a request in a server, a response in a client. */
export class IncomingMessage extends Readable {
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  method = '';
  url = '';
  statusCode: number | undefined;
  statusMessage: string | undefined;
  headers: Record<string, string | string[]>;
  rawHeaders: string[];
  trailers = {};
  rawTrailers: string[] = [];
  complete = false;
  aborted = false;
  readonly socket: Socket;
  readonly connection: Socket;
  /** Called once there is room for more of a body that comes in pieces. */
  #goOn: () => void = () => undefined;

  constructor(headers: Pairs = [], socket = new Socket()) {
    super({read: () => this.#goOn()});
    this.socket = this.connection = socket;
    this.headers = receivedHeaders(headers);
    this.rawHeaders = headers.flat();
  }

  /** Hands over the whole body. */
  deliver(body: Uint8Array | null): void {
    if (body && body.length > 0) this.push(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    this.complete = true;
    this.push(null);
  }

  /** Hands over a body as it comes, and as fast as it is read. What is broken off aborts the message. */
  async stream(body: ReadableStream<Uint8Array>, loop: EventLoop): Promise<void> {
    const reader = body.getReader();
    this.once('close', () => {
      reader.cancel().catch(() => undefined); // broken off, and said below
      this.#goOn();
    });
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const bytes = Buffer.from(part.value.buffer, part.value.byteOffset, part.value.byteLength);
        let hasRoom = true;
        const room = new Promise<void>((resolve) => {
          this.#goOn = resolve;
        });
        loop.run(() => {
          hasRoom = this.destroyed || this.push(bytes);
        });
        if (!hasRoom) await room;
      }
    } catch {
      return loop.run(() => this.abort());
    }
    if (!this.destroyed) loop.run(() => this.deliver(null));
  }

  setTimeout(): this {
    return this;
  }

  /** The other side has gone. */
  abort(): void {
    if (!this.readableEnded) {
      this.aborted = true;
      this.emit('aborted');
    }
    this.destroy(this.listenerCount('error') > 0 ? connectionReset() : null);
    this.socket.destroy();
  }
}

/** Where a response goes, part by part. */
export interface ResponseTarget {
  start: (status: number, headers: [string, string][]) => void;
  /** `done` is called once there is room for more. */
  data: (bytes: Uint8Array<ArrayBuffer>, done: () => void) => void;
  end: () => void;
  /** The server broke the answer off. */
  fail: (message: string) => void;
}

/** `http.ServerResponse` */
export class ServerResponse extends Writable {
  statusCode = 200;
  statusMessage = '';
  headersSent = false;
  sendDate = true;
  shouldKeepAlive = true;
  readonly req: IncomingMessage;
  readonly socket: Socket;
  readonly connection: Socket;
  readonly #headers = new HeaderTable();
  readonly #target: ResponseTarget;

  constructor(request: IncomingMessage, target: ResponseTarget) {
    super({
      write: (chunk, _encoding, done) => {
        if (request.method === 'HEAD') done();
        else target.data(Uint8Array.from(chunk), done);
      },
      // What had to wait goes together.
      writev: (chunks, done) => {
        if (request.method === 'HEAD') done();
        else target.data(Uint8Array.from(Buffer.concat(chunks.map(({chunk}) => chunk))), done);
      },
      final: (done) => {
        target.end();
        done();
      },
      destroy: (error, done) => {
        if (!this.writableFinished) target.fail('The server ended the connection before it had answered.');
        request.socket.destroy();
        done(error);
      },
    });
    request.socket.once('close', () => this.destroy());
    this.req = request;
    this.socket = this.connection = request.socket;
    this.#target = target;
  }

  get finished(): boolean {
    return this.writableEnded;
  }

  setHeader(name: string, value: HeaderValue): this {
    if (this.headersSent) throw headersSentError('set');
    this.#headers.set(name, value);
    return this;
  }

  setHeaders(headers: Headers | Map<string, HeaderValue>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }

  appendHeader(name: string, value: string | readonly string[]): this {
    this.#headers.append(name, value);
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name);
  }

  getHeaders(): Record<string, HeaderValue> {
    return this.#headers.toObject();
  }

  getHeaderNames(): string[] {
    return this.#headers.names();
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name);
  }

  removeHeader(name: string): void {
    if (this.headersSent) throw headersSentError('remove');
    this.#headers.delete(name);
  }

  writeHead(status: number, reasonOrHeaders?: string | object, headers?: object): this {
    if (this.headersSent) throw headersSentError('write');
    this.statusCode = status;
    this.statusMessage = typeof reasonOrHeaders === 'string' ? reasonOrHeaders : (statusCodes[status] ?? '');
    const given = typeof reasonOrHeaders === 'object' ? reasonOrHeaders : headers;
    const pairs = Array.isArray(given) ? pairsOf(given) : Object.entries(given ?? {});
    for (const [name, value] of pairs) this.#headers.set(String(name), value as HeaderValue);
    return this.#sendHead();
  }

  flushHeaders(): void {
    if (!this.headersSent) this.writeHead(this.statusCode);
  }

  override write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    this.flushHeaders();
    return super.write(chunk, encoding, done);
  }

  override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    this.flushHeaders();
    return super.end(chunk, encoding, done);
  }

  writeContinue(): void {
    // The whole request is here before the server sees it.
  }

  setTimeout(): this {
    return this;
  }

  assignSocket(): void {
    // There is only the one that it has.
  }

  #sendHead(): this {
    this.headersSent = true;
    if (this.sendDate && !this.#headers.has('date')) this.#headers.set('Date', new Date().toUTCString());
    this.#target.start(this.statusCode, this.#headers.toPairs());
    return this;
  }
}

/** `[name, value, name, value]` or `[[name, value]]` */
function pairsOf(list: readonly unknown[]): [unknown, unknown][] {
  if (Array.isArray(list[0])) return list as [unknown, unknown][];
  return list.flatMap((name, index) =>
    index % 2 === 0 ? [[name, list[index + 1]] as [unknown, unknown]] : [],
  );
}

function connectionReset(): Error {
  return Object.assign(new Error('aborted'), {code: 'ECONNRESET'});
}

function headersSentError(what: string): Error {
  return Object.assign(new Error(`Cannot ${what} headers after they are sent to the client`), {
    code: 'ERR_HTTP_HEADERS_SENT',
  });
}
