export interface LineChanges {
  added: number;
  removed: number;
}

/**
 * How many steps the search for the smallest difference may take before a rougher one is accepted: some 50 ms.
 * Only texts with thousands of moved lines get there.
 */
const maxSteps = 4_000_000;

/**
 * Lines added and removed between two texts, counted as `git diff --stat` counts them: a line includes its end,
 * so that a missing last newline is a change.
 */
export function countLineChanges(before: string, after: string): LineChanges {
  const [old, next] = numberLines(before, after);
  const {start, oldEnd, nextEnd} = trimCommon(old, next);
  const oldMiddle = old.slice(start, oldEnd);
  const nextMiddle = next.slice(start, nextEnd);

  // A line that the other side does not have at all is a change in any case; the search runs without it.
  const oldLines = new Set(oldMiddle);
  const nextLines = new Set(nextMiddle);
  const oldShared = oldMiddle.filter((line) => nextLines.has(line));
  const nextShared = nextMiddle.filter((line) => oldLines.has(line));
  const kept = keptLines(oldShared, nextShared) ?? keptUniqueLines(oldShared, nextShared);
  return {added: nextMiddle.length - kept, removed: oldMiddle.length - kept};
}

/** Both texts as lines, each line a number, equal numbers for equal lines. */
function numberLines(before: string, after: string): [number[], number[]] {
  const numbers = new Map<string, number>();
  const numberOf = (line: string) => {
    const known = numbers.get(line) ?? numbers.size;
    numbers.set(line, known);
    return known;
  };
  return [linesOf(before).map(numberOf), linesOf(after).map(numberOf)];
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop();
  const whole = lines.map((line) => `${line}\n`);
  return last ? [...whole, last] : whole;
}

function trimCommon(old: number[], next: number[]) {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start++;
  let oldEnd = old.length;
  let nextEnd = next.length;
  while (oldEnd > start && nextEnd > start && old[oldEnd - 1] === next[nextEnd - 1]) {
    oldEnd--;
    nextEnd--;
  }
  return {start, oldEnd, nextEnd};
}

/**
 * The length of the longest common subsequence, by E. W. Myers, “An O(ND) Difference Algorithm and Its
 * Variations” (1986), in its greedy form: `furthest` holds for each diagonal how far into `old` one can get with
 * the changes made so far. Undefined when `maxSteps` did not suffice.
 */
function keptLines(old: number[], next: number[]): number | undefined {
  const most = old.length + next.length;
  const mostChanges = Math.min(most, Math.ceil(Math.sqrt(2 * maxSteps)));
  const middle = mostChanges + 1;
  const furthest = new Int32Array(2 * middle + 1).fill(-1);
  furthest[middle + 1] = 0;
  let steps = 0;
  for (let changes = 0; changes <= mostChanges; changes++) {
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const afterAdding = furthest[middle + diagonal + 1] ?? -1;
      const afterRemoving = (furthest[middle + diagonal - 1] ?? -1) + 1;
      let x = Math.max(afterAdding, afterRemoving);
      while (x < old.length && x - diagonal < next.length && old[x] === next[x - diagonal]) {
        x++;
        steps++;
      }
      if (x >= old.length && x - diagonal >= next.length) return (most - changes) / 2;
      furthest[middle + diagonal] = x;
      if (++steps > maxSteps) return undefined;
    }
  }
  return undefined;
}

/** The rougher count: of the lines that occur once on either side, the most that kept their order. */
function keptUniqueLines(old: number[], next: number[]): number {
  const placeInNext = uniquePlaces(next);
  const places: number[] = [];
  for (const line of uniquePlaces(old).keys()) {
    const place = placeInNext.get(line);
    if (place !== undefined) places.push(place);
  }
  return longestIncreasing(places);
}

/** Where each line that occurs once stands, in the order of the text. */
function uniquePlaces(lines: number[]): Map<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  lines.forEach((line, place) => {
    if (places.has(line)) repeated.add(line);
    else places.set(line, place);
  });
  for (const line of repeated) places.delete(line);
  return places;
}

/** The length of the longest increasing subsequence, in O(n log n). */
function longestIncreasing(numbers: number[]): number {
  const smallestEnds: number[] = [];
  for (const number of numbers) {
    let low = 0;
    let high = smallestEnds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((smallestEnds[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    smallestEnds[low] = number;
  }
  return smallestEnds.length;
}
