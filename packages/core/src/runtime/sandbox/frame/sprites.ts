/**
 * Lets `<use href="/icons.svg#home">` show a part of one of the project's files. Browsers take such a part from the
 * document's own origin only, and this document has none; so a copy is put into the tree that refers to it.
 */
export class Sprites {
  readonly #load: (address: string) => Promise<Blob | undefined>;
  readonly #files = new Map<string, Promise<SVGSVGElement | undefined>>();
  readonly #placed = new WeakMap<Node, Set<string>>();

  constructor(load: (address: string) => Promise<Blob | undefined>) {
    this.#load = load;
  }

  /** Answers a reference to the copy, or undefined where there is no such file. */
  async reference(element: Element, address: string, href: string): Promise<string | undefined> {
    let file = this.#files.get(address);
    if (!file) this.#files.set(address, (file = this.#read(address)));
    const sprite = await file;
    if (!sprite) return undefined;
    const root = element.getRootNode();
    const place = root instanceof ShadowRoot ? root : document.body;
    const placed = this.#placed.get(place) ?? new Set();
    this.#placed.set(place, placed);
    if (!placed.has(address)) place.append(sprite.cloneNode(true));
    placed.add(address);
    return `#${prefixOf(address)}${href.replace(/^[^#]*#?/, '')}`;
  }

  async #read(address: string): Promise<SVGSVGElement | undefined> {
    const text = await (await this.#load(address))?.text();
    if (text === undefined) return undefined;
    const parsed = new DOMParser().parseFromString(withPrefix(text, prefixOf(address)), 'image/svg+xml');
    const sprite = document.importNode(parsed.documentElement, true);
    if (!(sprite instanceof SVGSVGElement)) return undefined;
    // Not `display: none`: gradients of what is not drawn do not work.
    sprite.setAttribute('style', 'position: absolute; width: 0; height: 0; overflow: hidden');
    sprite.setAttribute('aria-hidden', 'true');
    return sprite;
  }
}

/** Ids of a copy must not be those of the app. */
function prefixOf(address: string): string {
  return `codecraft${address.replace(/[^\w-]/g, '-')}-`;
}

function withPrefix(svg: string, prefix: string): string {
  return svg
    .replace(/(\sid\s*=\s*["'])/g, `$1${prefix}`)
    .replace(/(href\s*=\s*["']#)/g, `$1${prefix}`)
    .replace(/(url\(\s*["']?#)/g, `$1${prefix}`);
}
