import {maxRedirects} from '../../redirects.js';
import {attribute, scanTags} from '../../worker/compile/html.js';
import {type FileChange, FileSystem} from '../../worker/files/file-system.js';
import type {OpenSocket, PageOrigin, PageRequest, SentForm} from '../../worker/serve/page-origin.js';
import type {ServerReply} from '../protocol.js';
import {CookieJar} from './cookie-jar.js';
import type {ServerPorts, StreamedReply} from './server-ports.js';
import {wholeReply} from './whole-reply.js';

/** What one page may draw in, so that one that refers to itself in circles comes to an end. */
const maxReferences = 500;
const pageName = 'page.codecraft.html';

/**
 * A server of a Node process as the preview needs it. The frame has no network of its own, so a page is asked for
 * together with its scripts, styles and images; everything later goes through `fetch`.
 */
export class ServedApp implements PageOrigin {
  /** What the page last loaded consists of. */
  readonly files = new FileSystem();
  readonly #ports: ServerPorts;
  readonly #port: number;
  readonly #cookies = new CookieJar();

  constructor(ports: ServerPorts, port: number) {
    this.#ports = ports;
    this.#port = port;
  }

  async load(address: string, form?: SentForm): Promise<{path: string; address: string}> {
    this.files.remove('/', {recursive: true});
    let at = new URL(address, this.#base);
    let sent = form;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const reply = await this.#whole({
        method: sent ? 'POST' : 'GET',
        address: at.pathname + at.search,
        headers: [
          ['accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
          ...(sent ? [['content-type', sent.contentType]] : []),
        ],
        body: sent?.body ?? null,
      });
      const location = headerOf(reply, 'location');
      if (location === undefined || reply.status < 300 || reply.status >= 400) {
        const path = await this.#keepPage(at.pathname, reply);
        return {path, address: at.pathname + at.search + at.hash};
      }
      at = new URL(location, at);
      if (reply.status !== 307 && reply.status !== 308) sent = undefined;
    }
    this.files.write(`/${pageName}`, `<p>${address} redirects in circles.</p>`);
    return {path: `/${pageName}`, address};
  }

  async fetch(request: PageRequest, signal: AbortSignal): Promise<StreamedReply | ServerReply> {
    const reply = await this.#request(request, signal).catch(failedReply);
    const isOwn = request.address.startsWith('/');
    const headers = reply.headers.flatMap(([name, value]): [string, string][] => {
      if (/^set-cookie$/i.test(name)) return [];
      return [[name, isOwn && /^location$/i.test(name) ? this.#asPath(value) : value]];
    });
    return {...reply, headers};
  }

  readonly connect: OpenSocket = (address, protocols, listener) => {
    const url = new URL(address.replace(/^ws/, 'http'), this.#base);
    const cookie = this.#cookies.header;
    return this.#ports.connect(
      {
        port: Number(url.port || 80),
        url: url.pathname + url.search,
        // Servers compare the two.
        headers: [['host', url.host], ['origin', url.origin], ...(cookie ? [['cookie', cookie]] : [])],
        protocols,
      },
      listener,
    );
  };

  isShownIn(changes: readonly FileChange[]): boolean {
    return changes.some(({path}) => /^\/(?:public|static|views|templates|client|www|assets)\//.test(path));
  }

  /** The page knows the server under another origin than the server itself does, so its own addresses lose theirs. */
  #asPath(location: string): string {
    const path = location.slice(this.#base.length);
    return location.startsWith(this.#base) && /^\/(?!\/)/.test(path) ? path : location;
  }

  get #base(): string {
    return `http://localhost:${this.#port}`;
  }

  async #request(
    {method, address, headers, body}: PageRequest,
    signal?: AbortSignal,
  ): Promise<StreamedReply> {
    const url = new URL(address, this.#base);
    const cookie = this.#cookies.header;
    const reply = await this.#ports.request(
      {
        port: Number(url.port || 80),
        method,
        url: url.pathname + url.search,
        headers: [['host', url.host], ...headers, ...(cookie ? [['cookie', cookie]] : [])],
        body,
      },
      signal,
    );
    this.#cookies.take(reply.headers);
    return reply;
  }

  #whole(request: PageRequest): Promise<ServerReply> {
    return this.#request(request).then(wholeReply).catch(failedReply);
  }

  /** Text and JSON are shown as browsers show them. */
  async #keepPage(pathname: string, reply: ServerReply): Promise<string> {
    const type = headerOf(reply, 'content-type') ?? 'text/html';
    const text = new TextDecoder().decode(reply.body);
    const isHtml = /html/.test(type);
    const html = isHtml
      ? text
      : `<pre style="word-wrap:break-word;white-space:pre-wrap">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`;
    const path = pathname.slice(0, pathname.lastIndexOf('/') + 1) + pageName;
    this.files.write(path, html);
    if (isHtml) await this.#keepReferences(htmlReferences(html), new URL(pathname, this.#base));
    return path;
  }

  /** Asks for what a page or file refers to, and for what that refers to. */
  async #keepReferences(references: readonly string[], from: URL): Promise<void> {
    await Promise.all(
      references.map(async (reference) => {
        if (!URL.canParse(reference, from)) return;
        const url = new URL(reference, from);
        if (url.origin !== from.origin || this.files.isFile(url.pathname)) return;
        if (this.files.paths().length >= maxReferences) return;
        // Written before the answer is there, so that nobody else asks.
        this.files.write(decodeURIComponent(url.pathname), '');
        const reply = await this.#whole({
          method: 'GET',
          address: url.pathname + url.search,
          headers: [['accept', '*/*']],
          body: null,
        });
        if (reply.status >= 400) return this.files.remove(decodeURIComponent(url.pathname), {force: true});
        this.files.write(decodeURIComponent(url.pathname), reply.body);
        const type = headerOf(reply, 'content-type') ?? '';
        const text = () => new TextDecoder().decode(reply.body);
        if (/javascript/.test(type)) await this.#keepReferences(scriptReferences(text()), url);
        if (/css/.test(type)) await this.#keepReferences(styleReferences(text()), url);
      }),
    );
  }
}

/** What is shown where the server ended before it answered. */
function failedReply(error: unknown): ServerReply {
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 502,
    headers: [['content-type', 'text/plain']],
    body: Uint8Array.from(new TextEncoder().encode(message)),
  };
}

function headerOf({headers}: ServerReply, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function htmlReferences(html: string): string[] {
  return scanTags(html).flatMap((tag) => {
    const direct = ['src', 'poster', ...(tag.name === 'link' ? ['href'] : [])].map((name) =>
      attribute(tag, name),
    );
    const text = tag.text ?? '';
    const inside =
      tag.name === 'script' ? scriptReferences(text) : tag.name === 'style' ? styleReferences(text) : [];
    return [...direct.filter((one) => one !== undefined), ...inside];
  });
}

/** Relative imports. What only looks like one asks for a file too many, no more. */
function scriptReferences(code: string): string[] {
  const imports = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']((?:\.{0,2}\/)[^"'\n]+)["']/g;
  return [...code.matchAll(imports)].map(([, specifier]) => specifier!);
}

function styleReferences(css: string): string[] {
  const urls = /(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)/g;
  return [...css.matchAll(urls)].map(([, reference]) => reference!).filter((one) => !one.startsWith('data:'));
}
