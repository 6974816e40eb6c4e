import {ProcessInput} from './process-input.js';

export interface TerminalSize {
  cols: number;
  rows: number;
}

const enter = /^(?:\r\n|\r|\n)/;
const controlC = '\u0003';
const controlD = '\u0004';
const controlU = '\u0015';
const erase = /^[\u007f\b]/;
const escapeSequence = /^\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z]|.)?/;

/**
 * The keyboard and screen of a process, with what a terminal does by itself: showing what is typed, taking back a
 * letter, handing lines over whole, and turning Ctrl-C into an interrupt.
 */
export class Terminal {
  /** Whole lines, or single keys in raw mode. */
  readonly input = new ProcessInput();
  /** Ctrl-C, except in raw mode. */
  onInterrupt: () => void = () => undefined;
  onResize: (size: TerminalSize) => void = () => undefined;
  readonly #screen: (text: string) => void;
  #size: TerminalSize;
  #isRaw = false;
  #line = '';

  constructor(size: TerminalSize, screen: (text: string) => void) {
    this.#size = size;
    this.#screen = screen;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  /** Writes to the screen. Unlike output of a process this cannot be redirected. */
  show(text: string): void {
    this.#screen(text);
  }

  resize(size: TerminalSize): void {
    this.#size = size;
    this.onResize(size);
  }

  /** Hands keys over as they come. Programs with menus and editors of lines want that. */
  setRawMode(isRaw: boolean): void {
    this.#isRaw = isRaw;
    if (isRaw && this.#line !== '') {
      const typed = this.#line;
      this.#line = '';
      this.input.push(typed);
    }
  }

  /** Keys from the page. A paste may hold many. */
  receive(keys: string): void {
    let rest = keys;
    while (rest !== '') {
      // Asked anew for each key: the line before may have started a program that wants them raw.
      if (this.#isRaw) return this.input.push(rest);
      rest = rest.slice(this.#takeKey(rest));
    }
  }

  /** Handles the first key and answers its length. */
  #takeKey(keys: string): number {
    const first = keys[0]!;
    const end = enter.exec(keys);
    if (end) {
      this.#screen('\n');
      this.#submit('\n');
      return end[0].length;
    }
    if (first === controlC) {
      this.#line = '';
      this.#screen('^C\n');
      this.onInterrupt();
      return 1;
    }
    if (first === controlD) {
      if (this.#line === '') this.input.endForReader();
      else this.#submit('');
      return 1;
    }
    if (first === controlU) {
      this.#screen('\b \b'.repeat([...this.#line].length));
      this.#line = '';
      return 1;
    }
    if (erase.test(first)) {
      if (this.#line !== '') this.#screen('\b \b');
      this.#line = [...this.#line].slice(0, -1).join('');
      return 1;
    }
    // Arrows and the like mean nothing to a program that reads lines.
    const sequence = escapeSequence.exec(keys);
    if (sequence) return sequence[0].length;
    const letter = String.fromCodePoint(keys.codePointAt(0)!);
    if (letter >= ' ' || letter === '\t') {
      this.#line += letter;
      this.#screen(letter);
    }
    return letter.length;
  }

  #submit(ending: string): void {
    const line = this.#line;
    this.#line = '';
    this.input.push(line + ending);
  }
}
