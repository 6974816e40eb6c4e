import type {PackCode} from '../protocol.js';

/** Takes out of the document the packs that came in it. */
export function takeBroughtPacks(): PackCode[] {
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[data-codecraft-pack]');
  return [...scripts].map((script) => {
    script.remove();
    return {name: script.dataset['codecraftPack']!, code: script.text};
  });
}
