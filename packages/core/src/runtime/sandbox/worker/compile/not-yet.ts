/**
 * Thrown where a compiler has to wait. Modules are compiled at once, because an edit should show at once; the few
 * compilers that answer later throw this the first time, and have the answer ready when they are asked again.
 */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  /** Settles when it is worth asking again. Never rejects. */
  readonly ready: Promise<void>;

  constructor(ready: Promise<void>) {
    super('A compiler is still at work.');
    this.ready = ready;
  }
}

/** Does `work`, again each time what it waited for is ready. */
export async function whenReady<T>(work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NotYet)) throw error;
      await error.ready;
    }
  }
}
