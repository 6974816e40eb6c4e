/**
 * The `window` that modules see: the real one, except that `location` is the preview's and the frame seems to be a
 * top-level page.
 *
 * A module gets it as `window`, `self` and `globalThis`, so that also `const {location} = window` works.
 */
export function createWindowProxy(location: Location): Window & typeof globalThis {
  const itself = new Set<string | symbol>(['window', 'self', 'globalThis', 'frames', 'parent', 'top']);
  const bound = new Map<unknown, unknown>();
  for (let level: object | null = window; level; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      const value = Object.getOwnPropertyDescriptor(level, name)?.value as unknown;
      // Methods such as fetch and setTimeout insist on the real window as `this`; classes have a prototype.
      if (typeof value === 'function' && !Object.hasOwn(value, 'prototype'))
        bound.set(value, value.bind(window));
    }
  }
  const proxy: Window & typeof globalThis = new Proxy(window, {
    get: (target, key) => {
      if (key === 'location') return location;
      if (itself.has(key)) return proxy;
      const value: unknown = Reflect.get(target, key, target);
      return bound.get(value) ?? value;
    },
    set: (target, key, value) => {
      if (key === 'location') location.href = String(value);
      else return Reflect.set(target, key, value, target);
      return true;
    },
  });
  return proxy;
}
