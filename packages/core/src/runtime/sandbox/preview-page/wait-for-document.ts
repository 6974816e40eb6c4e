/**
 * Runs in a frame that has no document of the project yet: tells the page around it so, and shows the one document
 * that it is handed then. Also used as text, so it can use nothing from outside itself.
 *
 * @param ready what the page listens for
 */
export function waitForDocument(ready: string): void {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = ({data: html}: MessageEvent<string>) => {
    port1.close();
    document.open();
    document.write(html);
    document.close();
  };
  window.parent.postMessage(ready, '*', [port2]);
}
