import {describe, expect, it} from 'vitest';
import {mergeText} from './merge-text.js';

const base = 'first\nsecond\nthird\n';

describe('mergeText', () => {
  it('FP15 keeps changes of two places, whichever came first', () => {
    const one = base.replace('first', 'FIRST');
    const other = base.replace('third\n', 'third\nfourth\n');
    expect(mergeText(base, one, other)).toBe('FIRST\nsecond\nthird\nfourth\n');
    expect(mergeText(base, other, one)).toBe('FIRST\nsecond\nthird\nfourth\n');
  });

  it('FP15 takes the one that changed when the other did not, and what both agree on', () => {
    expect(mergeText(base, base, 'new')).toBe('new');
    expect(mergeText(base, 'new', base)).toBe('new');
    expect(mergeText(base, 'new', 'new')).toBe('new');
  });

  it('FP15 does not guess where the places touch', () => {
    expect(mergeText(base, base.replace('second', 'zwei'), base.replace('second', 'deux'))).toBeUndefined();
    expect(mergeText('ab', 'aXb', 'aYb')).toBeUndefined();
    expect(mergeText('abc', 'Xbc', 'aYc')).toBeUndefined();
  });
});
