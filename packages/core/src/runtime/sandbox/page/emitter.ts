import type {RuntimeEvents} from '../../runtime.js';

type Listener<Name extends keyof RuntimeEvents> = RuntimeEvents[Name];

/** Subscriptions to a runtime's events. */
export class RuntimeEmitter {
  readonly #listeners = new Map<keyof RuntimeEvents, Set<Listener<keyof RuntimeEvents>>>();

  on<Name extends keyof RuntimeEvents>(name: Name, listener: Listener<Name>): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof RuntimeEvents>(name: Name, ...args: Parameters<Listener<Name>>): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as (...args: unknown[]) => void)(...args);
      } catch (error) {
        // One listener that throws must not keep the others from hearing, nor be silent.
        reportError(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
