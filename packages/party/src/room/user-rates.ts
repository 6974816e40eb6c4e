import {CodecraftError} from '@codecraft/core/errors';
import {limits} from '@codecraft/core/protocol';
import {Rate} from './rate.js';

/** How often each person may write a message, over all their sockets. */
export class UserRates {
  private readonly now: () => number;
  private readonly rates = new Map<string, Rate>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** @throws CodecraftError `rate-limited`. */
  require(userId: string): void {
    const now = this.now();
    const rate =
      this.rates.get(userId) ??
      new Rate({perSecond: limits.maxChatPerMinute / 60, burst: limits.maxChatPerMinute, now});
    this.rates.set(userId, rate);
    if (rate.take(now) === 0) return;
    rate.giveBack();
    throw new CodecraftError(
      'rate-limited',
      `You can send ${limits.maxChatPerMinute} messages a minute. Try again in a few seconds.`,
    );
  }
}
