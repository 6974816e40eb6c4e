import {costOf, receiptCost, windowCost} from './stream-window.js';

export type Piece = Uint8Array<ArrayBuffer>;

/** What comes in pieces from another realm, to be read as a stream. It holds one window of them at most. */
export class PieceStream {
  readonly readable: ReadableStream<Piece>;
  readonly #room: (cost: number) => void;
  #controller!: ReadableStreamDefaultController<Piece>;
  /** Cost of what came and was not yet told to be read. */
  #unread = 0;
  #isOver = false;

  /**
   * @param on.room the reader took pieces of this cost
   * @param on.cancelled nobody wants the rest
   */
  constructor(on: {room: (cost: number) => void; cancelled: () => void}) {
    this.#room = on.room;
    this.readable = new ReadableStream<Piece>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#tellRoom(),
        cancel: () => {
          this.#isOver = true;
          on.cancelled();
        },
      },
      {highWaterMark: windowCost, size: costOf},
    );
  }

  /** Whether the reader has made room for another piece. */
  get hasRoom(): boolean {
    return !this.#isOver && this.#unread < windowCost;
  }

  /** False where the other side sends more than there was room for: it does not keep to our protocol. */
  push(piece: Piece): boolean {
    if (this.#isOver) return true;
    if (!this.hasRoom) return false;
    this.#unread += costOf(piece);
    this.#controller.enqueue(piece);
    return true;
  }

  end(): void {
    if (!this.#isOver) this.#controller.close();
    this.#isOver = true;
  }

  fail(error: unknown): void {
    if (!this.#isOver) this.#controller.error(error);
    this.#isOver = true;
  }

  /** Called by the stream whenever something was read. */
  #tellRoom(): void {
    const queued = windowCost - (this.#controller.desiredSize ?? windowCost);
    const taken = this.#unread - queued;
    if (taken < receiptCost) return;
    this.#unread = queued;
    this.#room(taken);
  }
}
