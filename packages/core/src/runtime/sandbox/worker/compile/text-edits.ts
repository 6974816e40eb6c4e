interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Replacements in a text, given by the offsets of the original and applied together. */
export class TextEdits {
  #edits: Edit[] = [];

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

  /** Replaces a range together with all edits inside it. */
  replaceAll(start: number, end: number, text: string): void {
    const last = this.#edits.splice(this.#firstAfter(start));
    this.#edits.push(...last.filter((edit) => !isWithin(edit, start, end)), {start, end, text});
  }

  /** A range of the source with the edits inside it applied. */
  take(source: string, start: number, end: number): string {
    const last = this.#edits.slice(this.#firstAfter(start));
    return applied(
      source,
      last.filter((edit) => isWithin(edit, start, end)),
      start,
      end,
    );
  }

  /** Edits at the same place are applied in the order they were added. Ranges must not overlap. */
  apply(source: string): string {
    return applied(source, this.#edits, 0, source.length);
  }

  /** Edits are mostly added in source order, so those of the node at hand are the last ones. */
  #firstAfter(start: number): number {
    let index = this.#edits.length;
    while (index > 0 && this.#edits[index - 1]!.start >= start) index--;
    return index;
  }
}

function isWithin(edit: Edit, start: number, end: number): boolean {
  return edit.start >= start && edit.end <= end;
}

function applied(source: string, edits: readonly Edit[], start: number, end: number): string {
  let result = '';
  let at = start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + source.slice(at, end);
}
