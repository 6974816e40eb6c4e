/** Seconds that messages can stay. */
const lifetimes = [600, 3600, 86_400, 7 * 86_400] as const;

/** Those to choose from, with the one that is set, in order. @param now In seconds. */
export function lifetimeChoices(now: number | undefined): number[] {
  return [...new Set([...lifetimes, ...(now ? [now] : [])])].sort((one, other) => one - other);
}
