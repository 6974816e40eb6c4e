import {limits} from '@codecraft/core/protocol';
import {Rate} from '../room/rate.js';

const maxAddresses = 10_000;

/**
 * How often each network address did something costly. Each worker counts for itself, which is enough: what it
 * protects is the time that this worker has.
 */
export class AddressRates {
  private readonly now: () => number;
  /** Least recently seen first. */
  private readonly rates = new Map<string, Rate>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** Whether this address may do this once more. */
  take(action: string, address: string): boolean {
    const now = this.now();
    const key = `${action} ${networkOf(address)}`;
    const rate =
      this.rates.get(key) ??
      new Rate({perSecond: limits.addressPerMinute / 60, burst: limits.addressBurst, now});
    this.rates.delete(key);
    this.rates.set(key, rate);
    const [oldest] = this.rates.keys();
    if (this.rates.size > maxAddresses && oldest !== undefined) this.rates.delete(oldest);
    if (rate.take(now) === 0) return true;
    rate.giveBack();
    return false;
  }
}

/** Whoever has one IPv6 address has 2⁶⁴ of them: the first four groups count. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
