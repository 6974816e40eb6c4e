/** How long an app may compute before it counts as stuck. */
const busyMs = 5000;
/** How long a document has to show that it is still there. */
const goneMs = 1000;
/** Between two questions. */
const restMs = 2000;

export interface FrameWatchEvents {
  /** The app does not answer: it is in a loop. */
  stuck: () => void;
  /** It answers again. */
  unstuck: () => void;
  /** Nobody answers any more: the app led its frame to another address. */
  left: () => void;
}

/** Asks a document from time to time whether it still answers. */
export class FrameWatch {
  readonly #ping: () => void;
  readonly #on: FrameWatchEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStuck = false;

  /** @param ping asks the document; it answers once its code lets it */
  constructor(ping: () => void, on: FrameWatchEvents) {
    this.#ping = ping;
    this.#on = on;
    this.#ask();
  }

  answered(): void {
    if (this.#isStuck) this.#on.unstuck();
    this.#isStuck = false;
    this.#after(restMs, () => this.#ask());
  }

  /** The frame has loaded once more: the app may have written its document anew, or left it. */
  checkPresence(): void {
    this.#ping();
    this.#after(goneMs, () => this.#on.left());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ask(): void {
    this.#ping();
    this.#after(busyMs, () => {
      this.#isStuck = true;
      this.#on.stuck();
    });
  }

  #after(milliseconds: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, milliseconds);
  }
}
