import {type FrameCommand, type FrameSetup, framePack, type RanPack} from '../protocol.js';

interface Waited {
  /** The port to the worker; undefined where that does not know it. */
  link: MessagePort | undefined;
  /** What it has said there. */
  commands: readonly FrameCommand[];
  packs: RanPack[];
}

/** Takes what came before the document, and the packs in it, so that the app finds nothing of it. */
export function takeWaited({packsWaiting, isLinked}: FrameSetup): Waited {
  const {link, commands = [], packs = []} = window.codecraftWaited ?? {};
  delete window.codecraftWaited;
  const ran = packs.filter(({name}) => name !== framePack && packsWaiting.includes(name));
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[data-codecraft-pack]');
  const came = [...scripts].map((script) => {
    script.remove();
    return {name: script.dataset['codecraftPack']!, code: script.text};
  });
  if (!isLinked) link?.close();
  return {link: isLinked ? link : undefined, commands, packs: [...ran, ...came]};
}
