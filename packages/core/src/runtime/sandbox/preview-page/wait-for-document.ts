import type {PackCode, RanPack} from '../protocol.js';

/**
 * Runs in a frame that has no document of the project yet: tells the page around it so, runs our packs that it is handed,
 * and shows the one document that it is handed then. Also used as text, so it can use nothing from outside itself.
 *
 * @param ready what the page listens for
 */
export function waitForDocument(ready: string): void {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = ({data}: MessageEvent<PackCode | string>) => {
    if (typeof data !== 'string') {
      const {name, code} = data;
      const pack: RanPack = {name, code};
      window.codecraftPacks = [...(window.codecraftPacks ?? []), pack];
      try {
        const run = new Function('definePack', `${code}\n//# sourceURL=pack-${name}.js`);
        run((packed: Record<string, unknown>) => {
          pack.packed = packed;
        });
      } catch {
        // The document runs it again, and can tell what is wrong.
      }
      return;
    }
    port1.close();
    document.open();
    document.write(data);
    document.close();
  };
  window.parent.postMessage(ready, '*', [port2]);
}
