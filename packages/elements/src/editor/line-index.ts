/** A place as Monaco counts it: both from 1. */
export interface Place {
  readonly lineNumber: number;
  readonly column: number;
}

/**
 * Where each line of a text begins. Monaco keeps one kind of line end for a whole model, while a file keeps what it
 * has: lines and columns mean the same in both, offsets do not.
 */
export class LineIndex {
  private readonly starts: readonly number[];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({0: end, index}) => index + end.length)];
  }

  offsetAt({lineNumber, column}: Place): number {
    const start = this.starts[lineNumber - 1] ?? this.text.length;
    return Math.min(start + column - 1, this.text.length);
  }

  placeAt(offset: number): Place {
    const line = this.lineAt(offset);
    return {lineNumber: line + 1, column: offset - (this.starts[line] ?? 0) + 1};
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
