/** Lets `perSecond` through in the long run and `burst` at once: a token bucket. */
export class Rate {
  private readonly perSecond: number;
  private readonly burst: number;
  private tokens: number;
  private filledAt: number;

  constructor({perSecond, burst, now}: {perSecond: number; burst: number; now: number}) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** When something was taken last. */
  get takenAt(): number {
    return this.filledAt;
  }

  /** @returns How far over the rate the sender is: 0 when it may. */
  take(now: number, cost = 1): number {
    const earned = ((now - this.filledAt) / 1000) * this.perSecond;
    this.tokens = Math.min(this.burst, this.tokens + earned) - cost;
    this.filledAt = now;
    return Math.max(0, -this.tokens);
  }

  /** For who is refused but not punished: the try does not count. */
  giveBack(): void {
    this.tokens += 1;
  }
}
