/**
 * `node:async_hooks`. A browser cannot follow `await`, so a store is known until the function that `run` calls gives
 * way for the first time, and in what it binds; for one request at a time that is enough, for more it is not.
 */
class AsyncLocalStorage<T> {
  #store: T | undefined;

  run<R>(store: T, callback: (...args: unknown[]) => R, ...args: unknown[]): R {
    const before = this.#store;
    this.#store = store;
    const restore = () => {
      this.#store = before;
    };
    try {
      const result = callback(...args);
      if (result instanceof Promise) return result.finally(restore) as R;
      restore();
      return result;
    } catch (error) {
      restore();
      throw error;
    }
  }

  exit<R>(callback: (...args: unknown[]) => R, ...args: unknown[]): R {
    return this.run(undefined as T, callback, ...args);
  }

  getStore(): T | undefined {
    return this.#store;
  }

  enterWith(store: T): void {
    this.#store = store;
  }

  disable(): void {
    this.#store = undefined;
  }

  static bind<F>(callback: F): F {
    return callback;
  }

  static snapshot() {
    return (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => callback(...args);
  }
}

class AsyncResource {
  static bind<F>(callback: F): F {
    return callback;
  }

  bind<F>(callback: F): F {
    return callback;
  }

  runInAsyncScope(callback: (...args: unknown[]) => unknown, self?: unknown, ...args: unknown[]): unknown {
    return callback.apply(self, args);
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return 1;
  }

  triggerAsyncId(): number {
    return 0;
  }
}

export const asyncHooks = {
  AsyncLocalStorage,
  AsyncResource,
  executionAsyncId: () => 1,
  triggerAsyncId: () => 0,
  createHook: () => ({enable: () => undefined, disable: () => undefined}),
};
