type AnyFunction = (...args: unknown[]) => unknown;

export interface Call {
  arguments: unknown[];
  result: unknown;
  error: unknown;
  this: unknown;
}

/** `mock` of node:test: functions that remember how they were called. */
export const mock = {
  fn: (original: AnyFunction = () => undefined, implementation: AnyFunction = original) =>
    mocked(implementation).mock,
  method: (object: Record<string, unknown>, name: string, implementation?: AnyFunction) => {
    const original = object[name] as AnyFunction;
    const made = mocked(implementation ?? original);
    object[name] = made.mock;
    restores.push(() => {
      object[name] = original;
    });
    return made.mock;
  },
  reset: restoreAll,
  restoreAll,
};

const restores: (() => void)[] = [];

function restoreAll(): void {
  for (const restore of restores.splice(0)) restore();
}

function mocked(initial: AnyFunction) {
  const calls: Call[] = [];
  let implementation = initial;
  const run = function (this: unknown, ...args: unknown[]): unknown {
    const call: Call = {arguments: args, result: undefined, error: undefined, this: this};
    calls.push(call);
    try {
      call.result = implementation.apply(this, args);
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    }
  };
  const control = {
    calls,
    callCount: () => calls.length,
    resetCalls: () => void calls.splice(0),
    mockImplementation: (next: AnyFunction) => {
      implementation = next;
    },
    restore: restoreAll,
  };
  return {mock: Object.assign(run, {mock: control})};
}
