import type {FrameCommand, PackCode, RanPack} from '../protocol.js';

/**
 * Runs in a frame that has no document of the project yet: tells the page around it so, runs our packs that it is handed,
 * and shows the one document that it is handed then. Also used as text, so it can use nothing from outside itself.
 *
 * @param ready what the page listens for
 */
export function waitForDocument(ready: string): void {
  const {port1, port2} = new MessageChannel();
  const link = new MessageChannel();
  const packs: RanPack[] = [];
  const commands: FrameCommand[] = [];
  window.codecraftWaited = {link: link.port1, packs, commands};
  // They come before the document: by way of the page it takes longer. It begins with them in the same task.
  link.port1.onmessage = ({data}) => commands.push(data);
  port1.onmessage = ({data}: MessageEvent<PackCode | string>) => {
    if (typeof data !== 'string') {
      const {name, code} = data;
      const pack: RanPack = {name, code};
      packs.push(pack);
      window.definePack = (packed) => {
        pack.packed = packed;
      };
      // As a script, because a page that allows those may allow no other text to be run. Where it fails, the document
      // runs it again, and can tell what is wrong.
      const script = document.createElement('script');
      script.text = `${code}\n//# sourceURL=pack-${name}.js`;
      document.head.append(script);
      script.remove();
      delete window.definePack;
      return;
    }
    port1.close();
    document.open();
    document.write(data);
    document.close();
  };
  window.parent.postMessage(ready, '*', [port2, link.port2]);
}
