import type {HotEvents} from './hot-events.js';

type Accept = (modules: unknown) => void;

/** `import.meta.hot` of one running module, as Vite defines it. */
export class HotContext {
  readonly data: Record<string, unknown>;
  readonly #id: string;
  readonly #events: HotEvents;
  readonly #invalidate: () => void;
  readonly #onLeave: ((data: Record<string, unknown>) => void)[] = [];
  readonly #onPrune: ((data: Record<string, unknown>) => void)[] = [];
  readonly #accepted: {specifiers: string[]; callback: Accept; isList: boolean}[] = [];
  #acceptsItself: Accept | undefined;

  constructor(options: {
    id: string;
    data: Record<string, unknown>;
    events: HotEvents;
    invalidate: () => void;
  }) {
    ({id: this.#id, data: this.data, events: this.#events, invalidate: this.#invalidate} = options);
  }

  /** `accept()`, `accept(callback)`, `accept('./dep', callback)` or `accept(['./a', './b'], callback)`. */
  accept(first?: Accept | string | readonly string[], callback: Accept = () => undefined): void {
    if (first === undefined || typeof first === 'function') this.#acceptsItself = first ?? callback;
    else {
      const isList = typeof first !== 'string';
      this.#accepted.push({specifiers: isList ? [...first] : [first], callback, isList});
    }
  }

  acceptExports(_names: string | readonly string[], callback?: Accept): void {
    this.accept(callback);
  }

  dispose(callback: (data: Record<string, unknown>) => void): void {
    this.#onLeave.push(callback);
  }

  prune(callback: (data: Record<string, unknown>) => void): void {
    this.#onPrune.push(callback);
  }

  invalidate(message?: string): void {
    this.#events.emit('vite:invalidate', {path: this.#id, message});
    this.#invalidate();
  }

  on(name: string, listener: (payload: unknown) => void): void {
    this.#events.on(name, listener, this.#id);
  }

  off(name: string, listener: (payload: unknown) => void): void {
    this.#events.off(name, listener);
  }

  /** Is for plugins of a server; there are none here. */
  send(): void {
    return undefined;
  }

  get acceptsItself(): Accept | undefined {
    return this.#acceptsItself;
  }

  get acceptsAny(): boolean {
    return this.#acceptsItself !== undefined || this.#accepted.length > 0;
  }

  /** What to call when the module that `specifier` leads to has a new version. */
  accepts(isMeant: (specifier: string) => boolean): ((updated: unknown) => void) | undefined {
    const found = this.#accepted.find(({specifiers}) => specifiers.some(isMeant));
    if (!found) return undefined;
    return (updated) =>
      found.callback(
        found.isList ? found.specifiers.map((one) => (isMeant(one) ? updated : undefined)) : updated,
      );
  }

  leave(): void {
    for (const callback of this.#onLeave) callback(this.data);
  }

  removed(): void {
    for (const callback of this.#onPrune) callback(this.data);
  }
}
