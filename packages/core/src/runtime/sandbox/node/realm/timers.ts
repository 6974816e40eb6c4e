import type {EventLoop} from './event-loop.js';

const native = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  setInterval: globalThis.setInterval.bind(globalThis),
  clearInterval: globalThis.clearInterval.bind(globalThis),
};

type Callback = (...args: unknown[]) => void;

/** What `setTimeout` answers in Node: an object that keeps the program alive, unless `unref()` is called. */
class Timeout {
  readonly #loop: EventLoop;
  readonly #start: () => number;
  readonly #stop: (id: number) => void;
  #id: number;
  #release: () => void;

  constructor(loop: EventLoop, isRepeated: boolean, delay: number, callback: () => void) {
    this.#loop = loop;
    const fire = () => {
      if (!isRepeated) timeouts.delete(this.#id);
      loop.run(callback);
      if (!isRepeated && !timeouts.has(this.#id)) this.#release();
    };
    this.#start = () => (isRepeated ? native.setInterval(fire, delay) : native.setTimeout(fire, delay));
    this.#stop = isRepeated ? native.clearInterval : native.clearTimeout;
    this.#release = loop.hold();
    this.#id = this.#start();
    timeouts.set(this.#id, this);
  }

  ref(): this {
    this.#release();
    this.#release = this.#loop.hold();
    return this;
  }

  unref(): this {
    this.#release();
    return this;
  }

  hasRef(): boolean {
    return timeouts.has(this.#id);
  }

  refresh(): this {
    this.#stop(this.#id);
    timeouts.delete(this.#id);
    this.#id = this.#start();
    timeouts.set(this.#id, this);
    return this;
  }

  close(): void {
    this.#stop(this.#id);
    timeouts.delete(this.#id);
    this.#release();
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}

const timeouts = new Map<number, Timeout>();

/** `setImmediate`: after what is under way, before timers that are yet to come. */
class Immediate {
  #isCancelled = false;
  readonly #release: () => void;

  constructor(loop: EventLoop, callback: () => void) {
    this.#release = loop.hold();
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (!this.#isCancelled) loop.run(callback);
      this.#release();
    };
    port2.postMessage(null);
  }

  close(): void {
    this.#isCancelled = true;
    this.#release();
  }

  ref(): this {
    return this;
  }

  unref(): this {
    this.#release();
    return this;
  }
}

/** The functions of `node:timers`, which are globals, too. */
export function createTimers(loop: EventLoop) {
  const clear = (timer: unknown) => {
    if (timer instanceof Timeout) timer.close();
    else if (typeof timer === 'number' || typeof timer === 'string') timeouts.get(Number(timer))?.close();
  };
  return {
    setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) =>
      new Timeout(loop, false, checked(callback, delay), () => callback(...args)),
    setInterval: (callback: Callback, delay?: number, ...args: unknown[]) =>
      new Timeout(loop, true, Math.max(1, checked(callback, delay)), () => callback(...args)),
    setImmediate: (callback: Callback, ...args: unknown[]) => {
      checked(callback, 0);
      return new Immediate(loop, () => callback(...args));
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (immediate: unknown) => {
      if (immediate instanceof Immediate) immediate.close();
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;

function checked(callback: unknown, delay: number | undefined): number {
  if (typeof callback !== 'function') {
    throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
      code: 'ERR_INVALID_ARG_TYPE',
    });
  }
  return Number(delay) || 0;
}

/** `node:timers/promises` */
export function createTimerPromises(timers: Timers) {
  const abortable = (signal: AbortSignal | undefined, start: (done: () => void) => () => void) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = start(resolve);
      signal?.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
  return {
    setTimeout: async (delay?: number, value?: unknown, options: {signal?: AbortSignal} = {}) => {
      await abortable(options.signal, (done) => {
        const timer = timers.setTimeout(done, delay);
        return () => timer.close();
      });
      return value;
    },
    setImmediate: async (value?: unknown, options: {signal?: AbortSignal} = {}) => {
      await abortable(options.signal, (done) => {
        const immediate = timers.setImmediate(done);
        return () => immediate.close();
      });
      return value;
    },
    async *setInterval(delay?: number, value?: unknown) {
      for (;;) {
        await abortable(undefined, (done) => {
          const timer = timers.setTimeout(done, delay);
          return () => timer.close();
        });
        yield value;
      }
    },
  };
}
