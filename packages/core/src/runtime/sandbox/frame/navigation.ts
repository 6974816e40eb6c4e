import {previewOrigin} from '../preview-origin.js';
import {type HistoryEntry, maxHistoryEntries} from '../protocol.js';
import type {WorkerLink} from './worker-link.js';

/**
 * The address and session history that the app sees.
 *
 * Kept entirely here: the frame's real document is `about:srcdoc`, and touching its real history would put entries
 * into the history of the page around it.
 */
export class Navigation {
  readonly #link: WorkerLink;
  readonly #document: number;
  #entries: HistoryEntry[];
  #index: number;

  constructor(link: WorkerLink, document: number, history: {index: number; entries: HistoryEntry[]}) {
    this.#link = link;
    this.#document = document;
    this.#entries = [...history.entries];
    this.#index = history.index;
  }

  get url(): URL {
    return new URL(this.#current.address, previewOrigin);
  }

  get length(): number {
    return this.#entries.length;
  }

  get state(): unknown {
    const {state} = this.#current;
    return state === null ? null : JSON.parse(state);
  }

  /** `pushState` and `replaceState`. */
  write(kind: 'push' | 'replace', state: unknown, to: string | URL | null | undefined): void {
    const url = to === null || to === undefined || to === '' ? this.url : new URL(to, this.url);
    if (url.origin !== previewOrigin) {
      throw new DOMException(`A history entry cannot lead to ${url.origin}.`, 'SecurityError');
    }
    this.#put(kind, {address: addressOf(url), state: toJson(state), document: this.#document});
  }

  /** Follows a link or an assignment to `location`. */
  go(to: string | URL, {replace = false}: {replace?: boolean} = {}): void {
    const from = this.url;
    const url = new URL(to, from);
    if (url.protocol === 'javascript:') return;
    if (url.origin !== previewOrigin) return this.#link.send({type: 'open-external', url: url.href});
    const isSameDocument =
      url.pathname === from.pathname && url.search === from.search && url.href.includes('#');
    if (!isSameDocument) {
      return this.#link.send({
        type: 'navigate',
        address: addressOf(url),
        ...(replace && {replace: 'replace'}),
      });
    }
    const isMove = url.href !== from.href;
    if (isMove)
      this.#put(replace ? 'replace' : 'push', {
        address: addressOf(url),
        state: null,
        document: this.#document,
      });
    this.#scrollToFragment(url);
    if (isMove) this.#announce(from);
  }

  /** `history.go`. */
  traverse(delta: number): void {
    const index = this.#index + delta;
    const target = this.#entries[index];
    if (delta === 0) return this.reload();
    if (!target) return;
    const from = this.url;
    // Traversal is asynchronous in browsers, and code relies on running on after `history.back()`.
    setTimeout(() => {
      this.#index = index;
      this.#publish();
      if (target.document !== this.#document) return this.reload();
      this.#announce(from);
    });
  }

  reload(): void {
    this.#link.send({type: 'reload-needed'});
  }

  get #current(): HistoryEntry {
    return this.#entries[this.#index]!;
  }

  #put(kind: 'push' | 'replace', entry: HistoryEntry): void {
    if (kind === 'replace') this.#entries[this.#index] = entry;
    else {
      this.#entries = [...this.#entries.slice(0, this.#index + 1), entry].slice(-maxHistoryEntries);
      this.#index = this.#entries.length - 1;
    }
    this.#publish();
  }

  #publish(): void {
    this.#link.send({type: 'history', index: this.#index, entries: this.#entries});
  }

  #announce(from: URL): void {
    const to = this.url;
    window.dispatchEvent(new PopStateEvent('popstate', {state: this.state}));
    if (from.hash === to.hash) return;
    window.dispatchEvent(new HashChangeEvent('hashchange', {oldURL: from.href, newURL: to.href}));
  }

  #scrollToFragment({hash}: URL): void {
    if (hash === '' || hash === '#' || hash === '#top') window.scrollTo(0, 0);
    else document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }
}

function addressOf({pathname, search, hash}: URL): string {
  return pathname + search + hash;
}

/** Entries outlive the document, so their state must be plain data, as routers keep it. */
function toJson(state: unknown): string | null {
  if (state === null || state === undefined) return null;
  return JSON.stringify(state) ?? null;
}
