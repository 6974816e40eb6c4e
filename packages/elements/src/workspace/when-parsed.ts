/**
 * Resolves once the parser has passed an element's end tag. While a page streams in, an element is upgraded before
 * its children arrive; that something follows it, or one of its ancestors, tells that it is complete.
 */
export function whenParsed(element: Element): Promise<void> {
  const {ownerDocument: page} = element;
  const isParsed = () => page.readyState !== 'loading' || isFollowed(element);
  if (isParsed()) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (!isParsed()) return;
      observer.disconnect();
      page.removeEventListener('readystatechange', check);
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(page, {childList: true, subtree: true});
    page.addEventListener('readystatechange', check);
  });
}

function isFollowed(element: Element): boolean {
  for (let node: Node | null = element; node; node = node.parentNode) if (node.nextSibling) return true;
  return false;
}
