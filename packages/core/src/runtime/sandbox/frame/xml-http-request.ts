import {previewOrigin} from '../preview-origin.js';

/** `XMLHttpRequest` for the project's own addresses; others go to the browser's. Always asynchronous. */
export function createXmlHttpRequest(
  fetch: typeof globalThis.fetch,
  base: {readonly url: URL},
): typeof XMLHttpRequest {
  const Native = globalThis.XMLHttpRequest;

  class LocalRequest extends Native {
    #request: {method: string; url: URL; headers: Headers; controller: AbortController} | undefined;
    #answer: {response: Response; body: ArrayBuffer} | undefined;
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
      this.#answer = undefined;
      this.#request = undefined;
      if (url.origin !== previewOrigin) return super.open(method, url, isAsync, user, password);
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
      const sent = body instanceof Document ? new XMLSerializer().serializeToString(body) : (body ?? null);
      const hasBody = sent !== null && method !== 'GET' && method !== 'HEAD';
      fetch(url, {method, headers, body: hasBody ? sent : null, signal: controller.signal})
        .then(async (response) => {
          const answered = {response, body: await response.arrayBuffer()};
          if (controller.signal.aborted) return;
          this.#answer = answered;
          for (const state of [2, 3, 4]) this.#enter(state);
          this.#emit('load');
          this.#emit('loadend');
        })
        .catch(() => {
          this.#enter(4);
          this.#emit(controller.signal.aborted ? 'abort' : 'error');
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
      return this.#request ? (this.#answer?.response.status ?? 0) : super.status;
    }

    override get statusText(): string {
      return this.#request ? (this.#answer?.response.statusText ?? '') : super.statusText;
    }

    override get responseURL(): string {
      return this.#request ? this.#request.url.href : super.responseURL;
    }

    override get responseType(): XMLHttpRequestResponseType {
      return this.#responseType;
    }

    override set responseType(type: XMLHttpRequestResponseType) {
      this.#responseType = type;
      if (!this.#request) super.responseType = type;
    }

    override get responseText(): string {
      if (!this.#request) return super.responseText;
      return this.#answer ? new TextDecoder().decode(this.#answer.body) : '';
    }

    override get response(): unknown {
      if (!this.#request) return super.response;
      if (!this.#answer) return this.#responseType === '' || this.#responseType === 'text' ? '' : null;
      switch (this.#responseType) {
        case 'json':
          return JSON.parse(this.responseText);
        case 'arraybuffer':
          return this.#answer.body;
        case 'blob':
          return new Blob([this.#answer.body], {type: this.getResponseHeader('content-type') ?? ''});
        case 'document':
          return new DOMParser().parseFromString(this.responseText, 'text/html');
        default:
          return this.responseText;
      }
    }

    override getResponseHeader(name: string): string | null {
      return this.#request
        ? (this.#answer?.response.headers.get(name) ?? null)
        : super.getResponseHeader(name);
    }

    override getAllResponseHeaders(): string {
      if (!this.#request) return super.getAllResponseHeaders();
      return [...(this.#answer?.response.headers ?? [])]
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
    }

    #enter(state: number): void {
      this.#state = state;
      this.#emit('readystatechange');
    }

    /** Also calls the `on…` property, which the browser keeps for us. */
    #emit(name: string): void {
      this.dispatchEvent(name === 'readystatechange' ? new Event(name) : new ProgressEvent(name));
    }
  }
  return LocalRequest;
}
