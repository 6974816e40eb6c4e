import {type Splice, spliceBetween} from './text.js';

/**
 * Brings together two texts that were both made from `base`: each as the one place where it differs.
 *
 * @returns undefined where the two places touch, so that nobody can say what was meant.
 */
export function mergeText(base: string, one: string, other: string): string | undefined {
  if (one === other || other === base) return one;
  if (one === base) return other;
  const [first, second] = [spliceBetween(base, one), spliceBetween(base, other)].sort(inOrder);
  if (!first || !second || first.end >= second.start) return undefined;
  const between = base.slice(first.end, second.start);
  return base.slice(0, first.start) + first.inserted + between + second.inserted + base.slice(second.end);
}

function inOrder(one: Splice, other: Splice): number {
  return one.start - other.start;
}
