export interface InputReader {
  data: (text: string) => void;
  end: () => void;
}

/** What a process reads: kept until somebody does. One reader at a time; the newest hears. */
export class ProcessInput {
  #waiting: string[] = [];
  #isEnded = false;
  #readers: InputReader[] = [];

  /** An input with this text and nothing more. */
  static of(text: string): ProcessInput {
    const input = new ProcessInput();
    if (text !== '') input.push(text);
    input.end();
    return input;
  }

  push(text: string): void {
    const reader = this.#readers.at(-1);
    if (reader) reader.data(text);
    else this.#waiting.push(text);
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#readers.at(-1)?.end();
  }

  /** Tells whoever reads that it was all, as Ctrl-D does: the next reader may go on. */
  endForReader(): void {
    this.#readers.at(-1)?.end();
  }

  /** Starts to read. Call the answer to stop; the reader before goes on then. */
  read(reader: InputReader): () => void {
    this.#readers.push(reader);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const text of waiting) reader.data(text);
    if (this.#isEnded) reader.end();
    return () => {
      this.#readers = this.#readers.filter((other) => other !== reader);
    };
  }

  /** Everything up to the end, or to the end of the process that reads. */
  readAll(signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      let all = '';
      const finish = () => {
        signal.removeEventListener('abort', finish);
        queueMicrotask(() => stop());
        resolve(all);
      };
      signal.addEventListener('abort', finish, {once: true});
      const stop = this.read({
        data: (text) => {
          all += text;
        },
        end: finish,
      });
    });
  }
}
