type Listener = (payload: unknown) => void;

/** What `import.meta.hot.on` listens to, under Vite's names: https://vite.dev/guide/api-hmr#hot-on-event-cb */
export class HotEvents {
  readonly #listeners = new Map<string, Map<Listener, string>>();

  /** @param owner id of the module that listens, until it runs again */
  on(name: string, listener: Listener, owner: string): void {
    const known = this.#listeners.get(name);
    if (known) known.set(listener, owner);
    else this.#listeners.set(name, new Map([[listener, owner]]));
  }

  off(name: string, listener: Listener): void {
    this.#listeners.get(name)?.delete(listener);
  }

  forget(owner: string): void {
    for (const listeners of this.#listeners.values()) {
      for (const [listener, id] of listeners) if (id === owner) listeners.delete(listener);
    }
  }

  /** Whether anybody listens. */
  has(name: string): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }

  emit(name: string, payload: unknown): void {
    for (const listener of [...(this.#listeners.get(name)?.keys() ?? [])]) listener(payload);
  }
}
