/** Gives a class of ours the properties `onopen` and so on, as the platform's classes have them. */
export function defineHandlers(prototype: EventTarget, names: readonly string[]): void {
  for (const name of names) {
    const handlers = new WeakMap<EventTarget, unknown>();
    Object.defineProperty(prototype, `on${name}`, {
      configurable: true,
      enumerable: true,
      get(this: EventTarget) {
        return handlers.get(this) ?? null;
      },
      set(this: EventTarget, handler: unknown) {
        // Its place among the listeners is where it was first set.
        if (!handlers.has(this)) {
          this.addEventListener(name, (event) => {
            const current = handlers.get(this);
            if (typeof current === 'function') current.call(this, event);
          });
        }
        handlers.set(this, typeof handler === 'function' ? handler : null);
      },
    });
  }
}
