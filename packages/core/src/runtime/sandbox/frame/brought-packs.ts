import type {RanPack} from '../protocol.js';

/** Takes what came before the document and in it, so that the app finds nothing of it. @param waiting see `FrameSetup` */
export function takeBroughtPacks(waiting: readonly string[]): RanPack[] {
  const ran = window.codecraftPacks ?? [];
  delete window.codecraftPacks;
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[data-codecraft-pack]');
  const came = [...scripts].map((script) => {
    script.remove();
    return {name: script.dataset['codecraftPack']!, code: script.text};
  });
  return [...ran.filter(({name}) => waiting.includes(name)), ...came];
}
