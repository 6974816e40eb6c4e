import {limits} from '@codecraft/core/protocol';
import {describe, expect, it} from 'vitest';
import {AddressRates} from './address-rates.js';

describe('PT40 a network address', () => {
  it('gets a class through at once, then a few a minute', () => {
    let time = 0;
    const rates = new AddressRates(() => time);
    const taken = () =>
      Array.from({length: 1000}, () => rates.take('sign-in', '192.0.2.7')).filter(Boolean).length;
    expect(taken()).toBe(limits.addressBurst);
    time += 60_000;
    expect(taken()).toBe(limits.addressPerMinute);
  });

  it('does not use up what others have, nor what it has for something else', () => {
    const rates = new AddressRates(() => 0);
    while (rates.take('sign-in', '192.0.2.7'));
    expect(rates.take('sign-in', '192.0.2.8')).toBe(true);
    expect(rates.take('register', '192.0.2.7')).toBe(true);
  });

  it('of IPv6 counts with its whole network', () => {
    const rates = new AddressRates(() => 0);
    const take = (address: string) => rates.take('sign-in', address);
    while (take('2001:db8:1:2::1'));
    expect(take('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).toBe(false);
    expect(take('2001:DB8:1:2:3::')).toBe(false);
    expect(take('2001:db8:1:3::1')).toBe(true);
    expect(take('::1')).toBe(true);
  });
});
