import {isHttpToken} from '../http-token.js';
import {previewOrigin} from '../preview-origin.js';
import {maxMessageLength, maxReasonBytes, type UnnumberedEvent} from '../socket-protocol.js';
import {costOf, Receipts, SendWindow} from '../stream-window.js';
import {defineHandlers} from './event-handlers.js';
import {isOfProject} from './fetch.js';
import type {WorkerLink} from './worker-link.js';

const [connecting, open, closing, closed] = [0, 1, 2, 3];

/**
 * `WebSocket` (https://websockets.spec.whatwg.org/) of the project's own servers; others go to the browser's, as far as
 * the network policy lets them.
 */
export function createWebSocket(link: WorkerLink, base: {readonly url: URL}): typeof WebSocket {
  const Native = globalThis.WebSocket;

  class ProjectSocket extends EventTarget {
    readonly url: string;
    readonly extensions = '';
    protocol = '';
    readyState = connecting;
    binaryType: BinaryType = 'blob';
    /** Bytes that were not handed over yet: the server is slower than the page. */
    bufferedAmount = 0;
    readonly #id: number;
    readonly #window = new SendWindow();
    readonly #receipts = new Receipts((cost) => link.send({type: 'socket-room', id: this.#id, cost}));
    /** Blobs are read first, and what follows them waits. */
    #reading: Promise<unknown> | undefined;

    constructor(url: URL, protocols: string[]) {
      super();
      this.url = url.href;
      const address = url.host === new URL(previewOrigin).host ? url.pathname + url.search : url.href;
      this.#id = link.connect(address, protocols, (event) => this.#onEvent(event));
    }

    send(data: string | ArrayBufferLike | ArrayBufferView | Blob): void {
      if (this.readyState === connecting) {
        throw new DOMException('The socket is still connecting.', 'InvalidStateError');
      }
      const size = new Blob([data as BlobPart]).size;
      this.bufferedAmount += size;
      if (this.readyState !== open) return;
      if (size > maxMessageLength) return this.#close(1009, 'The message is too large.');
      if (data instanceof Blob)
        this.#afterBlobs(async () => this.#send(new Uint8Array(await data.arrayBuffer()), size));
      else {
        const message = typeof data === 'string' ? data : bytesOf(data);
        if (this.#reading) this.#afterBlobs(() => this.#send(message, size));
        else this.#send(message, size);
      }
    }

    close(code?: number, reason = ''): void {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException(`${code} is neither 1000 nor from 3000 to 4999.`, 'InvalidAccessError');
      }
      if (new Blob([reason]).size > maxReasonBytes) {
        throw new DOMException(`The reason is longer than ${maxReasonBytes} bytes.`, 'SyntaxError');
      }
      this.#close(code ?? null, reason);
    }

    #close(code: number | null, reason: string): void {
      if (this.readyState >= closing) return;
      this.readyState = closing;
      const send = () =>
        this.#window.send(0, () => link.send({type: 'socket-close', id: this.#id, code, reason}));
      if (this.#reading) this.#afterBlobs(send);
      else send();
    }

    #send(message: string | Uint8Array<ArrayBuffer>, size: number): void {
      this.#window.send(costOf(message), () => {
        this.bufferedAmount -= size;
        link.send({type: 'socket-send', id: this.#id, data: message});
      });
    }

    #afterBlobs(act: () => unknown): void {
      const reading = (this.#reading ?? Promise.resolve()).then(act);
      this.#reading = reading;
      void reading.then(() => {
        if (this.#reading === reading) this.#reading = undefined;
      });
    }

    #onEvent(event: UnnumberedEvent): void {
      switch (event.type) {
        case 'socket-opened':
          this.protocol = event.protocol;
          if (this.readyState !== connecting) return;
          this.readyState = open;
          this.dispatchEvent(new Event('open'));
          return;
        case 'socket-message':
          this.#receipts.take(costOf(event.data));
          this.dispatchEvent(
            new MessageEvent('message', {data: this.#received(event.data), origin: new URL(this.url).origin}),
          );
          return;
        case 'socket-room':
          return this.#window.give(event.cost);
        case 'socket-closed':
          this.readyState = closed;
          this.#window.clear();
          if (!event.wasClean) this.dispatchEvent(new Event('error'));
          this.dispatchEvent(new CloseEvent('close', event));
      }
    }

    #received(data: string | Uint8Array<ArrayBuffer>): string | Blob | ArrayBuffer {
      if (typeof data === 'string') return data;
      return this.binaryType === 'blob' ? new Blob([data]) : data.buffer;
    }
  }
  // So that `instanceof` and the constants are the browser's.
  Object.setPrototypeOf(ProjectSocket.prototype, Native.prototype);
  defineHandlers(ProjectSocket.prototype, ['open', 'message', 'error', 'close']);

  return new Proxy(Native, {
    construct(_, [address, protocols = []]: [string | URL, (string | string[])?]) {
      const refuse = (what: string) => new DOMException(what, 'SyntaxError');
      if (!URL.canParse(address, base.url)) throw refuse(`'${address}' is not a valid URL.`);
      const url = new URL(address, base.url);
      // Of the project are the same hosts as for `fetch`.
      const asked = new URL(url.href.replace(/^ws/, 'http'));
      const isOwn = asked.host === new URL(previewOrigin).host;
      if (!isOwn && !isOfProject(asked)) return new Native(address, protocols);
      const names = [protocols].flat().map(String);
      if (!names.every(isHttpToken) || new Set(names).size < names.length) {
        throw refuse(`'${names.join()}' are no subprotocols.`);
      }
      const own = new URL(url.href.replace(/^http/, 'ws').replace(/#.*/, ''));
      return new ProjectSocket(own, names);
    },
  });
}

function bytesOf(data: ArrayBufferLike | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data),
  );
}
