/**
 * Runs tasks one after the other, in the order they came. A room that handles its messages this way cannot be
 * caught between a check and the change that relied on it, on any host.
 */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(task);
    // The chain goes on after a failure; whoever asked for the task gets to see it.
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that was asked for before is done. */
  async idle(): Promise<void> {
    await this.last;
  }
}
