/**
 * Holds back DOMContentLoaded and load until the modules ran, because that is when browsers fire them for
 * `<script type="module">`; ours arrive later, over a port.
 */
export class LoadEvents {
  #isHolding: boolean;
  readonly #held: (() => void)[] = [];

  constructor(hasModules: boolean) {
    this.#isHolding = hasModules;
    if (!hasModules) return;
    const hold = (target: EventTarget, name: string, bubbles: boolean) => {
      // On window in the capture phase, before any listener of the app.
      window.addEventListener(
        name,
        (event) => {
          if (!this.#isHolding || event.target !== target) return;
          event.stopImmediatePropagation();
          this.#held.push(() => target.dispatchEvent(new Event(name, {bubbles})));
        },
        {capture: true},
      );
    };
    hold(document, 'DOMContentLoaded', true);
    hold(window, 'load', false);
  }

  release(): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    for (const dispatch of this.#held.splice(0)) dispatch();
  }
}

/** Resolves when the document's HTML is parsed. */
export function documentParsed(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('readystatechange', () => resolve(), {once: true});
  });
}

/** Resolves after the next frame was drawn; soon, where the page is hidden and draws none. */
export function framePainted(): Promise<void> {
  const hiddenMs = 250;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, hiddenMs);
    requestAnimationFrame(() => {
      // A message is delivered after the frame that this callback belongs to.
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => {
        clearTimeout(timer);
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  });
}
