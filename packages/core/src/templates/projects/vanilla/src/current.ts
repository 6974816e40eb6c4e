const size = 64;

/**
 * A smooth current: for every point the direction in which it flows, as an angle in radians. Random angles stand
 * on a grid, and between them the current turns evenly (value noise).
 */
export function createCurrent(random: () => number, scale: number) {
  const grid = Array.from({ length: size * size }, () => random() * Math.PI * 2);
  const angleAt = (column: number, row: number) => grid[wrap(row) * size + wrap(column)];

  return (x: number, y: number): number => {
    const column = Math.floor(x * scale);
    const row = Math.floor(y * scale);
    const right = ease(x * scale - column);
    const down = ease(y * scale - row);
    return mix(
      mix(angleAt(column, row), angleAt(column + 1, row), right),
      mix(angleAt(column, row + 1), angleAt(column + 1, row + 1), right),
      down,
    );
  };
}

function wrap(index: number): number {
  return ((index % size) + size) % size;
}

function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
