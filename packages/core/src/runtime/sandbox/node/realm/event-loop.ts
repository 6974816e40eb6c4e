const {setTimeout: startTimer} = globalThis;
const schedule = startTimer.bind(globalThis);

/** What the loop needs to know of the program around it. */
export interface LoopEvents {
  /** A callback threw. */
  failure: (error: unknown) => void;
  /** Nothing is left to wait for. */
  idle: () => void;
}

/** Node's event loop as far as programs see it: `nextTick` before promises, and an end once nothing is awaited. */
export class EventLoop {
  readonly #on: LoopEvents;
  #ticks: (() => void)[] = [];
  #isDraining = false;
  #held = 0;
  #isChecking = false;

  constructor(on: LoopEvents) {
    this.#on = on;
  }

  nextTick(callback: () => void): void {
    this.#ticks.push(callback);
    // Called from a promise, where no callback of ours ends that would drain.
    if (!this.#isDraining) queueMicrotask(() => this.#drain());
  }

  /** Runs a callback of the program, then what it put off with `nextTick`. */
  run(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#on.failure(error);
    }
    this.#drain();
    this.checkSoon();
  }

  /** Keeps the program alive until the answer is called. */
  hold(): () => void {
    this.#held++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held--;
      this.checkSoon();
    };
  }

  /** Keeps the program alive until `work` is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await work;
    } finally {
      release();
    }
  }

  /** Ends the program if nothing follows within two turns, as work of the browser may need that long to be seen. */
  checkSoon(): void {
    if (this.#held > 0 || this.#isChecking) return;
    this.#isChecking = true;
    schedule(() =>
      schedule(() => {
        this.#isChecking = false;
        if (this.#held === 0) this.#on.idle();
      }),
    );
  }

  /** Calls back in the next turn if nothing was begun since. */
  whenIdle(callback: () => void): void {
    schedule(() => {
      if (this.#held === 0) callback();
    });
  }

  #drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) {
      try {
        tick();
      } catch (error) {
        this.#on.failure(error);
      }
    }
    this.#isDraining = false;
  }
}
