/** What becomes of a key: the line is finished, given up, or goes on. */
export type EditorEvent =
  | {type: 'line'; line: string}
  | {type: 'interrupt'}
  /** Ctrl-D on an empty line. */
  | {type: 'end'}
  | {type: 'clear'};

export interface EditorOptions {
  show: (text: string) => void;
  columns: () => number;
  /** Text to add at the cursor, and choices to list where there are several. */
  complete: (before: string) => {insert: string; choices: readonly string[]};
}

const sequence = /^\u001b(?:\[([\d;]*)([A-Za-z~])|O([A-Za-z])|([bf\u007f]))/;

/** The line being typed: moving in it, going through earlier lines, completing. Keys in, text for the screen out. */
export class LineEditor {
  readonly #options: EditorOptions;
  readonly #history: readonly string[];
  #prompt = '';
  #promptWidth = 0;
  #letters: string[] = [];
  #cursor = 0;
  /** Which line of the history is shown; its length for the one being typed. */
  #shown = 0;
  #typed = '';
  /** Row of the cursor below the prompt's own, for lines longer than the screen is wide. */
  #row = 0;

  constructor(history: readonly string[], options: EditorOptions) {
    this.#history = history;
    this.#options = options;
  }

  begin(prompt: string): void {
    this.#prompt = prompt;
    // Colours take no room on the screen.
    this.#promptWidth = [...prompt.replace(/\u001b\[[\d;]*m/g, '')].length;
    this.#letters = [];
    this.#cursor = 0;
    this.#row = 0;
    this.#shown = this.#history.length;
    this.#options.show(prompt);
  }

  /** Takes the first key of `keys`. Answers its length and what it led to. */
  take(keys: string): {length: number; event?: EditorEvent} {
    const special = sequence.exec(keys);
    if (special) {
      this.#onSequence(special[1] ?? '', special[2] ?? special[3] ?? special[4]!);
      return {length: special[0].length};
    }
    const letter = String.fromCodePoint(keys.codePointAt(0)!);
    const length = keys.startsWith('\r\n') ? 2 : letter.length;
    const event = letter >= ' ' && letter !== '\u007f' ? this.#insert(letter) : this.#onControl(letter);
    return event ? {length, event} : {length};
  }

  #onControl(key: string): EditorEvent | undefined {
    switch (key) {
      case '\r':
      case '\n': {
        const line = this.#letters.join('');
        if (this.#cursor < this.#letters.length) this.#moveTo(this.#letters.length);
        this.#options.show('\n');
        return {type: 'line', line};
      }
      case '\u0003':
        this.#options.show('^C\n');
        return {type: 'interrupt'};
      case '\u0004':
        if (this.#letters.length === 0) return {type: 'end'};
        this.#delete(this.#cursor, this.#cursor + 1);
        return undefined;
      case '\u007f':
      case '\b':
        return this.#delete(this.#cursor - 1, this.#cursor);
      case '\t':
        return this.#complete();
      case '\u0001':
        return this.#moveTo(0);
      case '\u0005':
        return this.#moveTo(this.#letters.length);
      case '\u0015':
        return this.#delete(0, this.#cursor);
      case '\u000b':
        return this.#delete(this.#cursor, this.#letters.length);
      case '\u0017':
        return this.#delete(this.#wordStart(), this.#cursor);
      case '\u000c':
        this.#options.show('\u001b[2J\u001b[H');
        this.#row = 0;
        this.#redraw();
        return {type: 'clear'};
      default:
        return undefined;
    }
  }

  #onSequence(parameters: string, kind: string): void {
    if (kind === 'A') this.#recall(this.#shown - 1);
    else if (kind === 'B') this.#recall(this.#shown + 1);
    else if (kind === 'C') this.#moveTo(parameters.endsWith(';5') ? this.#wordEnd() : this.#cursor + 1);
    else if (kind === 'D') this.#moveTo(parameters.endsWith(';5') ? this.#wordStart() : this.#cursor - 1);
    else if (kind === 'H' || (kind === '~' && parameters === '1')) this.#moveTo(0);
    else if (kind === 'F' || (kind === '~' && parameters === '4')) this.#moveTo(this.#letters.length);
    else if (kind === '~' && parameters === '3') this.#delete(this.#cursor, this.#cursor + 1);
    else if (kind === 'b') this.#moveTo(this.#wordStart());
    else if (kind === 'f') this.#moveTo(this.#wordEnd());
    else if (kind === '\u007f') this.#delete(this.#wordStart(), this.#cursor);
  }

  #insert(text: string): undefined {
    const added = [...text];
    const isAtEnd = this.#cursor === this.#letters.length;
    const width = this.#promptWidth + this.#letters.length;
    this.#letters.splice(this.#cursor, 0, ...added);
    this.#cursor += added.length;
    // Typing at the end of a short line needs nothing drawn anew.
    if (isAtEnd && width + added.length < this.#options.columns()) this.#options.show(text);
    else this.#redraw();
  }

  #delete(from: number, to: number): undefined {
    const start = Math.max(0, from);
    this.#letters.splice(start, Math.max(0, to - start));
    this.#cursor = Math.min(start, this.#letters.length);
    this.#redraw();
  }

  #moveTo(position: number): undefined {
    this.#cursor = Math.max(0, Math.min(position, this.#letters.length));
    this.#redraw();
  }

  #recall(index: number): void {
    if (index < 0 || index > this.#history.length) return;
    if (this.#shown === this.#history.length) this.#typed = this.#letters.join('');
    this.#shown = index;
    this.#letters = [...(this.#history[index] ?? this.#typed)];
    this.#cursor = this.#letters.length;
    this.#redraw();
  }

  #complete(): undefined {
    const {insert, choices} = this.#options.complete(this.#letters.slice(0, this.#cursor).join(''));
    if (insert !== '') return this.#insert(insert);
    if (choices.length < 2) return;
    this.#options.show(`\n${choices.join('  ')}\n`);
    this.#row = 0;
    this.#redraw();
  }

  #wordStart(): number {
    const before = this.#letters.slice(0, this.#cursor).join('');
    return [...before.replace(/\S+\s*$/, '')].length;
  }

  #wordEnd(): number {
    const after = this.#letters.slice(this.#cursor).join('');
    return this.#cursor + [...(/^\s*\S+/.exec(after)?.[0] ?? '')].length;
  }

  /** Writes prompt and line anew, from the prompt's row down, and puts the cursor in its place. */
  #redraw(): void {
    const columns = Math.max(10, this.#options.columns());
    const end = this.#promptWidth + this.#letters.length;
    const at = this.#promptWidth + this.#cursor;
    const up = this.#row > 0 ? `\u001b[${this.#row}A` : '';
    // At the last column a terminal waits before it goes on; a blank and a return make it go on now.
    const wrap = end > 0 && end % columns === 0 ? ' \r' : '';
    const rowsBack = Math.floor(end / columns) - Math.floor(at / columns);
    const back = `\r${rowsBack > 0 ? `\u001b[${rowsBack}A` : ''}${at % columns > 0 ? `\u001b[${at % columns}C` : ''}`;
    this.#options.show(`\r${up}\u001b[J${this.#prompt}${this.#letters.join('')}${wrap}${back}`);
    this.#row = Math.floor(at / columns);
  }
}
