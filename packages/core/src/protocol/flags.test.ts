import {describe, expect, it} from 'vitest';
import {FlagRules, isFlagOn} from './flags.js';
import {newId} from './ids.js';

const ai = (rule: unknown, of: Parameters<typeof isFlagOn>[2]) =>
  isFlagOn(FlagRules.parse({ai: rule}), 'ai', of);
const id = 'mara0000000000000000';

describe('PT30 a feature flag', () => {
  it('is on unless a rule says otherwise', () => {
    expect(isFlagOn({}, 'ai', {id})).toBe(true);
    expect(ai(false, {id})).toBe(false);
    expect(ai({}, {id})).toBe(false);
  });

  it('is on for who is on its list, and for the roles it names', () => {
    expect(ai({allow: [id]}, {id})).toBe(true);
    expect(ai({allow: [id]}, {id: 'other'})).toBe(false);
    expect(ai({roles: ['admin']}, {id, role: 'admin'})).toBe(true);
    expect(ai({roles: ['admin']}, {id, role: 'member'})).toBe(false);
  });

  it('is on for its share of ids, the same ones each time and in each larger share', () => {
    const ids = Array.from({length: 4000}, () => newId());
    const onFor = (percent: number) => ids.filter((one) => ai({percent}, {id: one}));
    const quarter = onFor(25);
    expect(quarter.length).toBeGreaterThan(800);
    expect(quarter.length).toBeLessThan(1200);
    expect(onFor(25)).toEqual(quarter);
    expect(onFor(50)).toEqual(expect.arrayContaining(quarter));
    expect(onFor(100)).toEqual(ids);
    expect(onFor(0)).toEqual([]);
  });

  it.each([{ai: 'yes'}, {ai: {percent: 101}}, {ai: {for: 'all'}}, {unknown: true}])(
    '%j is no rule',
    (rules) => {
      expect(FlagRules.safeParse(rules).success).toBe(false);
    },
  );
});
