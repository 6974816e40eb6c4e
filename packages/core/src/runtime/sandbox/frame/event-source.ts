import {defineHandlers} from './event-handlers.js';
import {EventStreamParser} from './event-stream.js';
import {isOfProject} from './fetch.js';

/** What browsers wait before they connect again. */
const defaultRetryMs = 3000;
const [connecting, open, closed] = [0, 1, 2];
/** What the runtime answers for a server that does not listen, or ended: to a browser, a failure of the network. */
const unreachable = 502;

/**
 * `EventSource` (https://html.spec.whatwg.org/multipage/server-sent-events.html) of the project's own servers; others
 * go to the browser's.
 */
export function createEventSource(
  fetch: typeof globalThis.fetch,
  base: {readonly url: URL},
): typeof EventSource {
  const Native = globalThis.EventSource;

  class ProjectEventSource extends EventTarget {
    readonly url: string;
    readonly withCredentials: boolean;
    readyState = connecting;
    readonly #closing = new AbortController();
    #retryMs = defaultRetryMs;
    #lastEventId = '';

    constructor(url: URL, {withCredentials = false}: EventSourceInit = {}) {
      super();
      this.url = url.href;
      this.withCredentials = withCredentials;
      void this.#connect();
    }

    close(): void {
      this.readyState = closed;
      this.#closing.abort();
    }

    async #connect(): Promise<void> {
      const {signal} = this.#closing;
      const headers = new Headers({accept: 'text/event-stream', 'cache-control': 'no-cache'});
      if (this.#lastEventId) headers.set('last-event-id', this.#lastEventId);
      try {
        const {status, headers: received, body, url} = await fetch(this.url, {headers, signal});
        const isEventStream = /^text\/event-stream *(?:;|$)/i.test(received.get('content-type') ?? '');
        if (status !== unreachable && (status !== 200 || !isEventStream)) {
          this.close();
          this.dispatchEvent(new Event('error'));
          return;
        }
        if (body && status === 200) await this.#read(body, new URL(url).origin);
      } catch {
        // Cut off: what follows is the same as where the stream ends.
      }
      if (signal.aborted) return;
      this.readyState = connecting;
      setTimeout(() => {
        if (!signal.aborted) void this.#connect();
      }, this.#retryMs);
      this.dispatchEvent(new Event('error'));
    }

    /** @param origin of the server that answered, which redirects may have led to */
    async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>, origin: string): Promise<void> {
      this.readyState = open;
      this.dispatchEvent(new Event('open'));
      const parser = new EventStreamParser(this.#lastEventId, {
        event: (type, data, lastEventId) => {
          this.#lastEventId = lastEventId;
          if (this.readyState !== open) return;
          this.dispatchEvent(new MessageEvent(type, {data, lastEventId, origin}));
        },
        retry: (milliseconds) => {
          this.#retryMs = milliseconds;
        },
      });
      const decoder = new TextDecoder();
      const write = (piece: Uint8Array<ArrayBuffer>) => parser.push(decoder.decode(piece, {stream: true}));
      await body.pipeTo(new WritableStream({write}));
    }
  }
  // So that `instanceof` and the constants are the browser's.
  Object.setPrototypeOf(ProjectEventSource.prototype, Native.prototype);
  defineHandlers(ProjectEventSource.prototype, ['open', 'message', 'error']);

  return new Proxy(Native, {
    construct(_, [address, options]: [string | URL, EventSourceInit?]) {
      if (!URL.canParse(address, base.url)) {
        throw new DOMException(`'${address}' is not a valid URL.`, 'SyntaxError');
      }
      const url = new URL(address, base.url);
      return isOfProject(url) ? new ProjectEventSource(url, options) : new Native(url, options);
    },
  });
}
