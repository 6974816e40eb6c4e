import {isOfProject} from './fetch.js';

/** `XMLHttpRequest` for the project's own addresses; others go to the browser's. Always asynchronous. */
export function createXmlHttpRequest(
  fetch: typeof globalThis.fetch,
  base: {readonly url: URL},
): typeof XMLHttpRequest {
  const Native = globalThis.XMLHttpRequest;

  class LocalRequest extends Native {
    #request: {method: string; url: URL; headers: Headers; controller: AbortController} | undefined;
    #answer: Response | undefined;
    #pieces: Uint8Array<ArrayBuffer>[] = [];
    #loaded = 0;
    /** Of texts, as far as they have come. */
    #text = '';
    #result: unknown = null;
    #state = 0;
    #responseType: XMLHttpRequestResponseType = '';

    override open(
      method: string,
      to: string | URL,
      isAsync = true,
      user?: string | null,
      password?: string | null,
    ): void {
      const url = new URL(to, base.url);
      this.#request?.controller.abort();
      this.#request = undefined;
      this.#forget();
      if (!isOfProject(url)) return super.open(method, url, isAsync, user, password);
      this.#request = {method, url, headers: new Headers(), controller: new AbortController()};
      this.#enter(1);
    }

    override setRequestHeader(name: string, value: string): void {
      if (this.#request) this.#request.headers.append(name, value);
      else super.setRequestHeader(name, value);
    }

    override send(body?: XMLHttpRequestBodyInit | Document | null): void {
      const request = this.#request;
      if (!request) return super.send(body);
      const {method, url, headers, controller} = request;
      const sent = isDocument(body) ? new XMLSerializer().serializeToString(body) : (body ?? null);
      const hasBody = sent !== null && method !== 'GET' && method !== 'HEAD';
      const credentials = this.withCredentials ? 'include' : 'same-origin';
      const {signal} = controller;
      fetch(url, {method, headers, body: hasBody ? sent : null, credentials, signal})
        .then(async (response) => {
          this.#answer = response;
          this.#enter(2);
          const total = Number(response.headers.get('content-length') ?? 0);
          const decoder = new TextDecoder();
          const write = (piece: Uint8Array<ArrayBuffer>) => {
            this.#loaded += piece.length;
            if (this.#isText) this.#text += decoder.decode(piece, {stream: true});
            else this.#pieces.push(piece);
            this.#enter(3);
            this.#emit('progress', total);
          };
          await response.body?.pipeTo(new WritableStream({write}));
          const type = response.headers.get('content-type') ?? '';
          this.#result = await this.#read(new Blob(this.#pieces, {type}));
          signal.throwIfAborted();
          this.#enter(4);
          this.#emit('load', total);
          this.#emit('loadend', total);
        })
        .catch(() => {
          if (this.#request !== request) return;
          this.#forget();
          this.#enter(4);
          this.#emit(signal.aborted ? 'abort' : 'error');
          this.#emit('loadend');
        });
    }

    override abort(): void {
      if (this.#request) this.#request.controller.abort();
      else super.abort();
    }

    override get readyState(): number {
      return this.#request ? this.#state : super.readyState;
    }

    override get status(): number {
      return this.#request ? (this.#answer?.status ?? 0) : super.status;
    }

    override get statusText(): string {
      return this.#request ? (this.#answer?.statusText ?? '') : super.statusText;
    }

    override get responseURL(): string {
      return this.#request ? (this.#answer?.url ?? '') : super.responseURL;
    }

    override get responseType(): XMLHttpRequestResponseType {
      return this.#responseType;
    }

    override set responseType(type: XMLHttpRequestResponseType) {
      // As the standard has it, without a word.
      if (type === 'document' && !hasDocuments()) return;
      this.#responseType = type;
      if (!this.#request) super.responseType = type;
    }

    override get responseText(): string {
      if (!this.#request) return super.responseText;
      return this.#text;
    }

    override get response(): unknown {
      if (!this.#request) return super.response;
      return this.#isText ? this.#text : this.#result;
    }

    override getResponseHeader(name: string): string | null {
      return this.#request ? (this.#answer?.headers.get(name) ?? null) : super.getResponseHeader(name);
    }

    override getAllResponseHeaders(): string {
      if (!this.#request) return super.getAllResponseHeaders();
      return [...(this.#answer?.headers ?? [])].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    get #isText(): boolean {
      return this.#responseType === '' || this.#responseType === 'text';
    }

    /** The whole body in the form that was asked for. */
    #read(body: Blob): unknown {
      switch (this.#responseType) {
        case 'json':
          // Null where it is none, as browsers have it.
          return body
            .text()
            .then(JSON.parse)
            .catch(() => null);
        case 'arraybuffer':
          return body.arrayBuffer();
        case 'document':
          return body.text().then((text) => new DOMParser().parseFromString(text, 'text/html'));
        default:
          return body;
      }
    }

    #forget(): void {
      this.#answer = undefined;
      this.#pieces = [];
      this.#loaded = 0;
      this.#text = '';
      this.#result = null;
    }

    #enter(state: number): void {
      this.#state = state;
      this.#emit('readystatechange');
    }

    /** Also calls the `on…` property, which the browser keeps for us. */
    #emit(name: string, total = 0): void {
      const progress = {loaded: this.#loaded, total, lengthComputable: total > 0};
      this.dispatchEvent(name === 'readystatechange' ? new Event(name) : new ProgressEvent(name, progress));
    }
  }
  return LocalRequest;
}

/** Workers have none. */
function hasDocuments(): boolean {
  return 'document' in globalThis;
}

function isDocument(value: unknown): value is Document {
  return hasDocuments() && value instanceof Document;
}
