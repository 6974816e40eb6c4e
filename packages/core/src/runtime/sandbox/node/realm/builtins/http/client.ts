import {Buffer} from 'buffer';
import type {Listener} from 'events';
import {Writable} from 'readable-stream';
import type {EventLoop} from '../../event-loop.js';
import {isOfProject} from './fetch.js';
import {HeaderTable, type HeaderValue} from './headers.js';
import {IncomingMessage} from './messages.js';
import {statusCodes} from './status-codes.js';

/** What requests are made with. */
export interface Transport {
  loop: EventLoop;
  fetch: typeof globalThis.fetch;
}

export interface RequestOptions {
  protocol?: string;
  hostname?: string;
  host?: string;
  port?: number | string;
  path?: string;
  method?: string;
  headers?: Record<string, HeaderValue>;
}

/** `http.ClientRequest`: sent whole, once it has ended. */
export class ClientRequest extends Writable {
  readonly #headers = new HeaderTable();
  readonly #aborter = new AbortController();
  readonly method: string;
  readonly url: URL;
  readonly #transport: Transport;

  constructor({loop, fetch}: Transport, url: URL, {method = 'GET', headers = {}}: RequestOptions) {
    const parts: Buffer[] = [];
    super({
      // It lives on until it is answered, and destroying it aborts that.
      autoDestroy: false,
      write: (chunk, _encoding, done) => {
        parts.push(chunk);
        done();
      },
      final: (done) => {
        done();
        void this.#send(parts);
      },
    });
    this.#transport = {loop, fetch};
    this.url = url;
    this.method = method.toUpperCase();
    for (const [name, value] of Object.entries(headers)) this.#headers.set(name, value);
  }

  setHeader(name: string, value: HeaderValue): this {
    this.#headers.set(name, value);
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name);
  }

  removeHeader(name: string): void {
    this.#headers.delete(name);
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  abort(): void {
    this.destroy();
  }

  override destroy(error?: Error | null): this {
    this.#aborter.abort();
    return super.destroy(error);
  }

  async #send(parts: readonly Buffer[]): Promise<void> {
    const {loop, fetch} = this.#transport;
    const release = loop.hold();
    const {method} = this;
    try {
      const hasBody = parts.length > 0 && method !== 'GET' && method !== 'HEAD';
      const reply = await fetch(this.url, {
        method,
        headers: this.#headers.toPairs(),
        signal: this.#aborter.signal,
        // Node leaves redirects to the program. Those of other hosts browsers hide, so they are followed.
        redirect: isOfProject(this.url) ? 'manual' : 'follow',
        ...(hasBody && {body: Uint8Array.from(Buffer.concat(parts))}),
      });
      const message = new IncomingMessage([...reply.headers]);
      message.statusCode = reply.status;
      message.statusMessage = reply.statusText || (statusCodes[reply.status] ?? '');
      loop.run(() => {
        // Where nobody listens, nobody reads.
        if (!this.emit('response', message)) message.resume();
      });
      if (reply.body) await message.stream(reply.body, loop);
      else loop.run(() => message.deliver(null));
    } catch (error) {
      if (!this.destroyed) loop.run(() => this.emit('error', error));
    } finally {
      loop.run(() => super.destroy());
      release();
    }
  }
}

/** `http.request` and `https.request`, by way of the browser's fetch. */
export function createHttpClient(transport: Transport, protocol: 'http:' | 'https:') {
  function request(...args: unknown[]): ClientRequest {
    const callback = args.find((arg) => typeof arg === 'function');
    const [first, second] = args;
    const isUrl = typeof first === 'string' || first instanceof URL;
    const options = (isUrl ? (typeof second === 'object' ? second : {}) : first) as RequestOptions;
    const made = new ClientRequest(transport, isUrl ? new URL(first) : urlOf(options, protocol), options);
    if (callback) made.once('response', callback as Listener);
    return made;
  }

  return {
    ClientRequest,
    request,
    get: (...args: unknown[]) => request(...args).end(),
  };
}

function urlOf(options: RequestOptions, protocol: string): URL {
  const {host = 'localhost', hostname = host, port, path = '/'} = options;
  const hasPort = port !== undefined && !hostname.includes(':');
  return new URL(path, `${options.protocol ?? protocol}//${hostname}${hasPort ? `:${port}` : ''}`);
}
