/*
 * Streams between realms keep to a window: so much is sent, and no more before the reader says what it took. A reader
 * that stands still stops its sender, and a sender that does not stop is known to be forged.
 */

/** What may be under way in one direction of a stream; see {@link costOf}. */
export const windowCost = 256 * 1024;
/** What was read is told by such amounts: many small pieces must not make as many messages. */
export const receiptCost = windowCost / 4;
/** Longer parts of an answer are sent in several pieces. */
export const maxPieceBytes = 64 * 1024;
/** A piece costs more than its bytes: many small ones fill a memory too. */
const pieceCost = 256;

export function costOf(piece: string | Uint8Array): number {
  return piece.length + pieceCost;
}

/** Room at the reader's side. The last piece may go beyond it, so that a large one comes through at all. */
export class Allowance {
  #left = windowCost;

  get isOpen(): boolean {
    return this.#left > 0;
  }

  /** False, and nothing is used up, where there is no room left. */
  take(cost: number): boolean {
    if (!this.isOpen) return false;
    this.#left -= cost;
    return true;
  }

  /** Whether so much was sent and not yet told to be read. */
  isOwed(cost: number): boolean {
    return cost <= windowCost - this.#left;
  }

  /** The reader took this much. One that claims more than it was sent gets a whole window and no more. */
  give(cost: number): void {
    this.#left = Math.min(windowCost, this.#left + cost);
  }
}

/** Sends pieces in order, as far as there is room at the other side; the others wait. */
export class SendWindow {
  readonly #allowance = new Allowance();
  #waiting: {cost: number; send: () => void}[] = [];

  /** Calls `send` now, or once there is room. */
  send(cost: number, send: () => void): void {
    if (this.#waiting.length === 0 && this.#allowance.take(cost)) send();
    else this.#waiting.push({cost, send});
  }

  /** The other side took this much. */
  give(cost: number): void {
    this.#allowance.give(cost);
    while (this.#waiting.length > 0 && this.#allowance.take(this.#waiting[0]!.cost)) {
      this.#waiting.shift()!.send();
    }
  }

  isOwed(cost: number): boolean {
    return this.#allowance.isOwed(cost);
  }

  /** What waits is never sent. */
  clear(): void {
    this.#waiting = [];
  }
}

/** Says what was read, by amounts that are worth a message. */
export class Receipts {
  readonly #send: (cost: number) => void;
  #taken = 0;

  constructor(send: (cost: number) => void) {
    this.#send = send;
  }

  take(cost: number): void {
    this.#taken += cost;
    if (this.#taken < receiptCost) return;
    const taken = this.#taken;
    this.#taken = 0;
    this.#send(taken);
  }
}
