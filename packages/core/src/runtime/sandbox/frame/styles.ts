const attribute = 'data-codecraft-style';

/** Puts a module's CSS into the document, or swaps it. */
export function setStyle(id: string, css: string): void {
  let element = styleElement(id);
  if (!element) {
    element = document.createElement('style');
    element.setAttribute(attribute, id);
    document.head.append(element);
  }
  // The same text again would have all styles of the page computed again.
  if (element.textContent !== css) element.textContent = css;
}

export function hasStyle(id: string): boolean {
  return styleElement(id) !== null;
}

export function removeStyle(id: string): void {
  styleElement(id)?.remove();
}

function styleElement(id: string): HTMLStyleElement | null {
  return document.querySelector<HTMLStyleElement>(`style[${attribute}="${CSS.escape(id)}"]`);
}
