/** In a busy room, what comes within this time of the last commit waits to be committed together. */
export const groupMs = 2;

interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs a task after a delay. */
  later(delayMs: number, task: () => void): void;
}

/**
 * Lets what a busy room is sent share commits. A commit is an `fsync` in the thread that serves every room of the
 * process, and dearer than all else that is done for a frame; a platform's commit takes in all that was written in one
 * turn of its event loop. So the first frame in a quiet room is handled at once, and those that follow within
 * `groupMs` of it are handled one after the other in one turn.
 *
 * - Order: tasks begin in the order they were given, and none overtakes one that waits.
 * - Durability is the platform's, as without this: its output gate holds all that was sent in that turn, the
 *   acknowledgements of all frames, until the one commit is on disk. If that fails, nobody is told anything.
 * - A task that fails fails for its caller alone.
 * - Who waits when the process dies was not handled, and is not acknowledged.
 */
export class GroupCommit {
  private readonly clock: Clock;
  private waiting: (() => void)[] = [];
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Runs a task now or with the next group. Resolves, or fails, as the task does. */
  run<Result>(task: () => Promise<Result> | Result): Promise<Result> {
    const now = this.clock.now();
    const wait = this.lastAt + groupMs - now;
    // A clock that was set back must keep nobody waiting for longer.
    if (this.waiting.length === 0 && (wait <= 0 || wait > groupMs)) {
      this.lastAt = now;
      return start(task);
    }
    return new Promise((resolve) => {
      this.waiting.push(() => resolve(start(task)));
      if (this.waiting.length === 1) this.clock.later(wait, () => this.runGroup());
    });
  }

  private runGroup(): void {
    const group = this.waiting;
    this.waiting = [];
    this.lastAt = this.clock.now();
    for (const begin of group) begin();
  }
}

/** What a task throws at once is a rejection as well, so that it ends no group. */
async function start<Result>(task: () => Promise<Result> | Result): Promise<Result> {
  return task();
}
