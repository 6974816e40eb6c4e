import {describe, expect, it} from 'vitest';
import {countLineChanges} from './line-changes.js';

/** Longest common subsequence by the textbook table, to check against. */
function slowCount(before: string[], after: string[]) {
  const table = Array.from({length: before.length + 1}, () => new Array<number>(after.length + 1).fill(0));
  before.forEach((line, i) => {
    after.forEach((other, j) => {
      const row = table[i + 1] as number[];
      const above = table[i] as number[];
      row[j + 1] = line === other ? (above[j] ?? 0) + 1 : Math.max(row[j] ?? 0, above[j + 1] ?? 0);
    });
  });
  const kept = table[before.length]?.[after.length] ?? 0;
  return {added: after.length - kept, removed: before.length - kept};
}

/** A small generator of numbers, so that a failure can be seen again (Lehmer, 1951). */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

describe('countLineChanges', () => {
  it.each([
    ['', '', 0, 0],
    ['', 'a\nb\n', 2, 0],
    ['a\nb\n', '', 0, 2],
    ['a\n', 'a\n', 0, 0],
    ['a\nb\nc\n', 'a\nB\nc\n', 1, 1],
    ['a\nb\nc\n', 'a\nb\nb2\nc\n', 1, 0],
    ['a', 'a\n', 1, 1],
    ['a\r\nb\r\n', 'a\nb\n', 2, 2],
    ['{\n}\n{\n}\n', '{\n}\n', 0, 2],
    ['a\nb\nc\n', 'c\na\nb\n', 1, 1],
  ])('FP13 from %j to %j: %i added, %i removed', (before, after, added, removed) => {
    expect(countLineChanges(before, after)).toEqual({added, removed});
  });

  it('FP13 agrees with the textbook algorithm on 2,000 random texts', () => {
    const next = numbers(7);
    for (let round = 0; round < 2000; round++) {
      const lines = () => Array.from({length: next(14)}, () => 'abcd'[next(4)] ?? 'a');
      const before = lines();
      const after = lines();
      const text = (of: string[]) => of.map((line) => `${line}\n`).join('');
      expect(countLineChanges(text(before), text(after)), `${before} to ${after}`).toEqual(
        slowCount(before, after),
      );
    }
  });

  it('FP13 stays a valid count, though not the smallest, for a large text in another order', () => {
    const lines = Array.from({length: 20_000}, (_, index) => `line ${index}\n`);
    const moved = [...lines.slice(10_000), ...lines.slice(0, 10_000)];
    const {added, removed} = countLineChanges(lines.join(''), moved.join(''));
    expect(added).toBe(removed);
    expect(added).toBe(10_000);

    const shuffled = [...lines].reverse();
    expect(countLineChanges(lines.join(''), shuffled.join(''))).toEqual({added: 19_999, removed: 19_999});
  });
});
