const mediaTag =
  /<(?:img|source|video|audio|track|embed|input|link|script|image|object)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const loadingAttribute = /(\s)(src|poster|href|data)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+)/gi;
const prefix = 'data-codecraft-';
const names = ['src', 'poster', 'href', 'data'];
const taken = names.map((name) => `[${prefix}${name}]`).join();

type Load = (element: Element, name: string, value: string) => boolean;

/**
 * Catches `innerHTML` and its kin, which start loading while they parse, before any observer can look: local addresses
 * are taken out of the text and given to `load` once the elements exist.
 */
export function loadFromMarkup(isLocal: (address: string) => boolean, load: Load): void {
  const takeOut = (html: string) =>
    html.replace(mediaTag, (tag) =>
      tag.replace(loadingAttribute, (whole, space: string, name: string, equals: string, value: string) =>
        isLocal(value.replace(/^["']|["']$/g, '')) ? `${space}${prefix}${name}${equals}${value}` : whole,
      ),
    );
  const putBack = (root: ParentNode) => {
    for (const element of root.querySelectorAll(taken)) {
      for (const name of names) {
        const value = element.getAttribute(prefix + name);
        if (value === null) continue;
        element.removeAttribute(prefix + name);
        if (!load(element, name, value)) element.setAttribute(name, value);
      }
    }
  };

  const wrapSetter = (prototype: Element | ShadowRoot, name: 'innerHTML' | 'outerHTML') => {
    const native = Object.getOwnPropertyDescriptor(prototype, name);
    if (!native?.set) return;
    const {set} = native;
    Object.defineProperty(prototype, name, {
      ...native,
      set(this: Element | ShadowRoot, html: unknown) {
        // What is in a template loads nothing until it is copied out, and the copy must have the attribute.
        if (this instanceof HTMLTemplateElement) return set.call(this, html);
        const root = name === 'outerHTML' ? this.parentNode : this;
        set.call(this, takeOut(String(html ?? '')));
        if (root) putBack(root);
      },
    });
  };
  wrapSetter(Element.prototype, 'innerHTML');
  wrapSetter(Element.prototype, 'outerHTML');
  wrapSetter(ShadowRoot.prototype, 'innerHTML');

  const insertAdjacentHtml = Element.prototype.insertAdjacentHTML;
  Element.prototype.insertAdjacentHTML = function (position, html) {
    const root = position === 'beforebegin' || position === 'afterend' ? this.parentNode : this;
    insertAdjacentHtml.call(this, position, takeOut(html));
    if (root) putBack(root);
  };
}
