/**
 * Messages of a process that may wait to be read. One that never gives way to hear a ping sends far fewer: its output is
 * gathered (see ../realm/host-link.ts), and a project has no such number of files.
 */
const maxUnanswered = 10_000;
const pingEvery = 1000;

/**
 * How far the reader of a port is behind its writer, who is not trusted.
 *
 * Counting by time cannot tell: a browser on a busy computer hands a flood over slower than any rate that honest programs
 * need, and the rest fills its memory. So the writer is asked to answer now and then. Messages come in order, so an answer
 * says that all that was sent before it has been read; and one who sends without pause cannot know what to answer.
 */
export class Backlog {
  readonly #ping: (token: string) => void;
  #unanswered = 0;
  #asked: {token: string; unanswered: number} | undefined;

  constructor(ping: (token: string) => void) {
    this.#ping = ping;
  }

  /** One more message was read. False where too many came since the last answer. */
  take(): boolean {
    this.#unanswered++;
    if (!this.#asked && this.#unanswered >= pingEvery) {
      this.#asked = {token: crypto.randomUUID(), unanswered: this.#unanswered};
      this.#ping(this.#asked.token);
    }
    return this.#unanswered <= maxUnanswered;
  }

  /** The writer answered a ping. An answer to none counts for nothing. */
  answered(token: string): void {
    if (token !== this.#asked?.token) return;
    this.#unanswered -= this.#asked.unanswered;
    this.#asked = undefined;
  }
}
