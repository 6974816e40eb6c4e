const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * For each generated line, the line of the source that it starts with, from 1. Undefined where nothing is mapped.
 *
 * @param mappings as in a source map with one source: https://tc39.es/ecma426/#sec-mappings
 */
export function sourceLines(mappings: string): (number | undefined)[] {
  let line = 0;
  return mappings.split(';').map((segments) => {
    let first: number | undefined;
    for (const segment of segments.split(',')) {
      const [, , lineDelta] = decodeVlq(segment);
      if (lineDelta === undefined) continue;
      line += lineDelta;
      first ??= line + 1;
    }
    return first;
  });
}

function decodeVlq(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    values.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
