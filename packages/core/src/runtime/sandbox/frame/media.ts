import {previewOrigin} from '../preview-origin.js';
import {loadFromMarkup} from './markup.js';
import type {Navigation} from './navigation.js';
import {Sprites} from './sprites.js';
import type {WorkerLink} from './worker-link.js';

const attributesByTag: Record<string, readonly string[]> = {
  img: ['src'],
  source: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  input: ['src'],
  link: ['href'],
  script: ['src'],
  image: ['href'],
  use: ['href'],
  object: ['data'],
};
const selector = Object.entries(attributesByTag)
  .flatMap(([tag, names]) => names.map((name) => `${tag}[${name}]`))
  .join();

/**
 * Lets elements show the project's own files: `<img src="/logo.svg">` in the DOM means a file that only the worker has.
 *
 * The file comes as a blob URL; what the app wrote is remembered, so that it reads back what it set.
 */
export class Media {
  readonly #link: WorkerLink;
  readonly #navigation: Navigation;
  readonly #urls = new Map<string, Promise<string | undefined>>();
  readonly #sprites: Sprites;
  readonly #written = new WeakMap<Element, Map<string, string>>();
  readonly #setAttribute = Element.prototype.setAttribute;
  readonly #getAttribute = Element.prototype.getAttribute;

  constructor(link: WorkerLink, navigation: Navigation) {
    this.#link = link;
    this.#navigation = navigation;
    this.#sprites = new Sprites((address) => this.#file(address));
  }

  install(): void {
    const media = this;
    Element.prototype.setAttribute = function (name, value) {
      if (!media.#load(this, name.toLowerCase(), String(value))) media.#setAttribute.call(this, name, value);
    };
    Element.prototype.getAttribute = function (name) {
      return media.#written.get(this)?.get(name.toLowerCase()) ?? media.#getAttribute.call(this, name);
    };
    const properties: [{prototype: Element}, string][] = [
      [HTMLImageElement, 'src'],
      [HTMLSourceElement, 'src'],
      [HTMLMediaElement, 'src'],
      [HTMLVideoElement, 'poster'],
      [HTMLTrackElement, 'src'],
      [HTMLEmbedElement, 'src'],
      [HTMLInputElement, 'src'],
      [HTMLLinkElement, 'href'],
      [HTMLScriptElement, 'src'],
      [HTMLObjectElement, 'data'],
    ];
    for (const [{prototype}, name] of properties) this.#wrapProperty(prototype, name);
    loadFromMarkup(
      (address) => this.#localAddress(address) !== undefined,
      (element, name, value) => this.#load(element, name, value),
    );
    // Copies of templates come by none of these ways.
    new MutationObserver((records) => {
      for (const node of records.flatMap(({addedNodes}) => [...addedNodes])) {
        if (node instanceof Element) this.#loadBelow(node);
      }
    }).observe(document, {childList: true, subtree: true});
  }

  #wrapProperty(prototype: Element, name: string): void {
    const native = Object.getOwnPropertyDescriptor(prototype, name);
    if (!native?.get || !native.set) return;
    const {get, set} = native;
    const media = this;
    Object.defineProperty(prototype, name, {
      ...native,
      get(this: Element) {
        const written = media.#written.get(this)?.get(name);
        return written === undefined ? get.call(this) : new URL(written, media.#navigation.url).href;
      },
      set(this: Element, value: unknown) {
        if (!media.#load(this, name, String(value))) set.call(this, value);
      },
    });
  }

  #loadBelow(root: Element): void {
    for (const element of [root, ...root.querySelectorAll(selector)]) {
      for (const name of attributesByTag[element.localName] ?? []) {
        const value = this.#getAttribute.call(element, name);
        const isLoading = this.#written.get(element)?.has(name);
        if (value !== null && !isLoading && this.#load(element, name, value)) element.removeAttribute(name);
      }
    }
  }

  /** False where the browser should do it: another origin, or an attribute that loads nothing. */
  #load(element: Element, name: string, value: string): boolean {
    this.#written.get(element)?.delete(name);
    if (!attributesByTag[element.localName]?.includes(name)) return false;
    const address = this.#localAddress(value);
    if (address === undefined) return false;
    const isSprite = element.localName === 'use';
    let written = this.#written.get(element);
    if (!written) this.#written.set(element, (written = new Map<string, string>()));
    written.set(name, value);
    const loading = isSprite ? this.#sprites.reference(element, address, value) : this.#blobUrl(address);
    void loading.then((url) => {
      if (written.get(name) !== value) return;
      if (url === undefined) element.dispatchEvent(new Event('error'));
      else this.#setAttribute.call(element, name, url);
    });
    return true;
  }

  #localAddress(value: string): string | undefined {
    if (value === '' || /^(?:data|blob|about|javascript):|^#/i.test(value)) return undefined;
    if (!URL.canParse(value, this.#navigation.url)) return undefined;
    const url = new URL(value, this.#navigation.url);
    return url.origin === previewOrigin ? url.pathname : undefined;
  }

  #blobUrl(address: string): Promise<string | undefined> {
    let url = this.#urls.get(address);
    if (!url) {
      url = this.#file(address).then((file) => file && URL.createObjectURL(file));
      this.#urls.set(address, url);
    }
    return url;
  }

  async #file(address: string): Promise<Blob | undefined> {
    const request = {method: 'GET', address, headers: [], body: null};
    const {status, headers, body} = await this.#link.fetch({type: 'fetch', ...request});
    if (status !== 200 || !body) return undefined;
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    return new Response(body, {headers: {'content-type': type}}).blob();
  }
}
