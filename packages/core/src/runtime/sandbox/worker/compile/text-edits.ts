/** Replacements in a text, given by the offsets of the original and applied together. */
export class TextEdits {
  readonly #edits: {start: number; end: number; text: string}[] = [];

  replace(start: number, end: number, text: string): void {
    this.#edits.push({start, end, text});
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  /** Removes a range but keeps its line breaks, so that later lines keep their numbers. */
  removeKeepingLines(source: string, start: number, end: number): void {
    this.replace(start, end, source.slice(start, end).replace(/[^\n]+/g, ''));
  }

  /** Edits at the same place are applied in the order they were added. Ranges must not overlap. */
  apply(source: string): string {
    let result = '';
    let at = 0;
    for (const edit of [...this.#edits].sort((a, b) => a.start - b.start)) {
      result += source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + source.slice(at);
  }
}
