/** Each folder of a tree takes two levels, and a path has at most 512 segments. */
const maxDepth = 1100;
/** What JSON has outside its strings; strings hold no line breaks. So a fence never hides in what was scanned. */
const outsideStrings = /[\s\d{}[\]:,"+\-.eEtrufalsn]/;

/**
 * Finds where a JSON object ends, in chunks, without being misled by braces and fences inside its strings.
 * Reads each character once.
 */
export class JsonScan {
  status: 'open' | 'closed' | 'failed' = 'open';
  readonly #parts: string[] = [];
  readonly #maxLength: number;
  #length = 0;
  #depth = 0;
  #inside: 'nothing' | 'string' | 'escape' = 'nothing';

  /** @param maxLength In UTF-16 units; a longer object fails. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** What was read so far. */
  get text(): string {
    return this.#parts.join('');
  }

  get isTooLong(): boolean {
    return this.#length >= this.#maxLength;
  }

  /** Reads on from `start` and answers where it stopped: after the object, or at what cannot belong to it. */
  read(chunk: string, start: number): number {
    let end = start;
    while (end < chunk.length && this.status === 'open') {
      this.#step(chunk.charCodeAt(end));
      if (this.#length + end - start >= this.#maxLength) this.status = 'failed';
      if (this.status !== 'failed') end++;
    }
    this.#parts.push(chunk.slice(start, end));
    this.#length += end - start;
    return end;
  }

  #step(unit: number): void {
    const character = String.fromCharCode(unit);
    switch (this.#inside) {
      case 'escape':
        this.#inside = 'string';
        return;
      case 'string':
        if (character === '"') this.#inside = 'nothing';
        else if (character === '\\') this.#inside = 'escape';
        else if (character === '\n') this.status = 'failed';
        return;
      case 'nothing':
        this.#stepOutside(character);
    }
  }

  #stepOutside(character: string): void {
    if (character === '{' || (character === '[' && this.#depth > 0)) {
      this.#depth++;
      if (this.#depth > maxDepth) this.status = 'failed';
    } else if (this.#depth === 0) {
      if (!/\s/.test(character)) this.status = 'failed';
    } else if (character === '}' || character === ']') {
      this.#depth--;
      if (this.#depth === 0) this.status = 'closed';
    } else if (character === '"') this.#inside = 'string';
    else if (!outsideStrings.test(character)) this.status = 'failed';
  }
}
