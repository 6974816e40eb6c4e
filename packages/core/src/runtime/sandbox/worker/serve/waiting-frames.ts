/** The frame of the page that waits for the next document. */
interface WaitingFrame {
  frame: number;
  /** Names of the packs that ran there. */
  packs: readonly string[];
  /** Leads to the document that will come into it; undefined until the frame is there. */
  link: MessagePort | undefined;
}

/** What is known of the frame that waits, until a document is made for it. */
export class WaitingFrames {
  #waiting: WaitingFrame | undefined;

  waits(frame: number, packs: readonly string[]): void {
    if (this.#waiting?.frame === frame) this.#waiting.packs = packs;
    else {
      this.forget();
      this.#waiting = {frame, packs, link: undefined};
    }
  }

  linked(frame: number, link: MessagePort): void {
    if (this.#waiting?.frame === frame) this.#waiting.link = link;
    // A document that was made before the frame was there brings a port of its own.
    else link.close();
  }

  /** Also where a document was made for another frame, or for none, while this one was told of. */
  gone(frame: number): void {
    if (this.#waiting?.frame === frame) this.forget();
  }

  /** It has no use any more than for the document that is made now. */
  take(): WaitingFrame | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  forget(): void {
    this.take()?.link?.close();
  }
}
