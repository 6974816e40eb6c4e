/**
 * The `window` that modules see: the real one, except that `location` is the preview's and the frame seems to be a
 * top-level page.
 *
 * A module gets it as `window`, `self` and `globalThis`, so that also `const {location} = window` works.
 */
export function createWindowProxy(location: Location): Window & typeof globalThis {
  const itself = new Set<string | symbol>(['window', 'self', 'globalThis', 'frames', 'parent', 'top']);
  const methods = new WindowMethods();
  const proxy: Window & typeof globalThis = new Proxy(window, {
    get: (target, key) => {
      if (key === 'location') return location;
      if (itself.has(key)) return proxy;
      return methods.bound(key, Reflect.get(target, key, target));
    },
    set: (target, key, value) => {
      if (key === 'location') location.href = String(value);
      else {
        methods.replaced(key);
        return Reflect.set(target, key, value, target);
      }
      return true;
    },
  });
  return proxy;
}

/**
 * Methods such as fetch and setTimeout insist on the real window as `this`.
 *
 * Each is bound when it is first read: to look at all of them makes the browser set up hundreds of interfaces, which
 * takes longer than starting a small app.
 */
class WindowMethods {
  readonly #names = new Set<string | symbol>();
  readonly #bound = new Map<unknown, unknown>();

  constructor() {
    for (let level: object | null = window; level; level = Object.getPrototypeOf(level)) {
      for (const name of Object.getOwnPropertyNames(level)) this.#names.add(name);
    }
  }

  /** The app has something of its own by this name. */
  replaced(name: string | symbol): void {
    this.#names.delete(name);
  }

  bound(name: string | symbol, value: unknown): unknown {
    // Classes have a prototype.
    if (typeof value !== 'function' || !this.#names.has(name) || Object.hasOwn(value, 'prototype'))
      return value;
    const known = this.#bound.get(value);
    if (known !== undefined) return known;
    const bound: unknown = value.bind(window);
    this.#bound.set(value, bound);
    return bound;
  }
}
