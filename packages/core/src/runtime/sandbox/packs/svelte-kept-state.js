/** The last instance that was given these props. Each instance has an object of its own. */
const byProps = new WeakMap();

/** The named state of one component that is shown, and of the one that was there before it was edited. */
export class KeptState {
  outer;
  #file;
  #before;
  /** Name → what the source says it starts with, and what it is now. Undefined for a name that is there twice. */
  #values = new Map();
  #children = new Set();
  /** It is being taken down: for this moment, what comes in its place may take its state. */
  #isEnding = false;
  #parent;

  constructor({props, parent, file, outer}) {
    this.outer = outer;
    this.#file = file;
    this.#parent = parent;
    const swapped = byProps.get(props);
    this.#before = swapped?.#isEnding && swapped.#file === file ? swapped : parent?.#only(file);
    byProps.set(props, this);
    parent?.#children.add(this);
    queueMicrotask(() => {
      this.#before = undefined;
    });
  }

  end() {
    this.#isEnding = true;
    queueMicrotask(() => {
      this.#isEnding = false;
      this.#parent?.#children.delete(this);
    });
  }

  /**
   * Registers a state, and answers what the one before had, boxed, where that may be taken over: plain data, of a state
   * that starts with the same as it did.
   */
  take(name, initial, read) {
    const start = plainText(initial);
    this.#values.set(name, this.#values.has(name) ? undefined : {start, read});
    const before = this.#before?.#values.get(name);
    if (before === undefined || start === undefined || before.start !== start) return undefined;
    const value = before.read();
    return plainText(value) === undefined ? undefined : {value};
  }

  /** The child of this kind that the component before had, if there was one only: of several, none can be told. */
  #only(file) {
    const alike = [...(this.#before?.#children ?? [])].filter(
      (child) => child.#isEnding && child.#file === file,
    );
    if (alike.length !== 1) return undefined;
    this.#before.#children.delete(alike[0]);
    return alike[0];
  }
}

/** Data as text; undefined for what has code or elements in it, which belong to the version that made them. */
function plainText(value) {
  const refused = new Error('not data');
  try {
    return JSON.stringify({value}, (_, part) => {
      if (/^(function|symbol|bigint)$/.test(typeof part)) throw refused;
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
      const prototype = Object.getPrototypeOf(part);
      if (prototype !== Object.prototype && prototype !== null) throw refused;
      return part;
    });
  } catch {
    // Also what contains itself.
    return undefined;
  }
}
