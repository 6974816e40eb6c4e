import {Buffer} from 'buffer';
import EventEmitter from 'events';
import {Readable, Writable} from 'readable-stream';
import {HeaderTable, type HeaderValue, receivedHeaders} from './headers.js';
import {statusCodes} from './status-codes.js';

type Pairs = readonly (readonly string[])[];

/** What stands for a connection: libraries ask it who called and hang listeners on it. */
class Socket extends EventEmitter {
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 50_000;
  readonly remoteFamily = 'IPv4';
  readonly localAddress = '127.0.0.1';
  readonly encrypted = false;
  readonly readable = true;
  readonly writable = true;
  destroyed = false;

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  address(): {address: string; family: string; port: number} {
    return {address: '127.0.0.1', family: 'IPv4', port: 0};
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  end(): this {
    return this;
  }

  destroy(): this {
    this.destroyed = true;
    return this;
  }
}

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
  readonly socket = new Socket();
  readonly connection = this.socket;

  constructor(headers: Pairs = []) {
    super({read: () => undefined});
    this.headers = receivedHeaders(headers);
    this.rawHeaders = headers.flat();
  }

  /** Hands over the whole body. */
  deliver(body: Uint8Array | null): void {
    if (body && body.length > 0) this.push(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    this.complete = true;
    this.push(null);
  }

  setTimeout(): this {
    return this;
  }
}

/** Where a response goes, part by part. */
export interface ResponseTarget {
  start: (status: number, headers: [string, string][]) => void;
  data: (bytes: Uint8Array<ArrayBuffer>) => void;
  end: () => void;
}

/** `http.ServerResponse` */
export class ServerResponse extends Writable {
  statusCode = 200;
  statusMessage = '';
  headersSent = false;
  sendDate = true;
  shouldKeepAlive = true;
  readonly req: IncomingMessage;
  readonly socket: IncomingMessage['socket'];
  readonly connection: IncomingMessage['socket'];
  readonly #headers = new HeaderTable();
  readonly #target: ResponseTarget;

  constructor(request: IncomingMessage, target: ResponseTarget) {
    super({
      write: (chunk, _encoding, done) => {
        if (request.method !== 'HEAD') target.data(Uint8Array.from(chunk));
        done();
      },
      final: (done) => {
        target.end();
        done();
      },
    });
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

function headersSentError(what: string): Error {
  return Object.assign(new Error(`Cannot ${what} headers after they are sent to the client`), {
    code: 'ERR_HTTP_HEADERS_SENT',
  });
}
