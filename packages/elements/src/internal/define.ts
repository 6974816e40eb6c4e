/**
 * Registers an element, once. A page may load two builds of this library; the first to arrive keeps the name, and
 * the second does no harm.
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
