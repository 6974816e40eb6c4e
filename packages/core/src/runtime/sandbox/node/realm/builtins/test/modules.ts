import type {RealmContext} from '../../context.js';
import {mock} from './mock.js';
import {declaring, type TestRunner} from './runner.js';

declare global {
  /** Set by `expectation.js`, which is sent along with tests for vitest. */
  var codecraftExpectation: {expect: object; vi: object; restoreAll: () => void} | undefined;
}

/** `node:test` */
export function nodeTestModule(runner: TestRunner) {
  const {collector} = runner;
  const test = declaring((name, options, body) => {
    collector.test(name, options, body);
    runner.declared();
    return Promise.resolve();
  });
  const describe = declaring((name, options, body) => {
    runner.declared();
    return collector.describe(name, options, body as () => unknown);
  });
  return Object.assign(test, {
    test,
    it: test,
    describe,
    suite: describe,
    before: (hook: () => unknown) => collector.hook('before', hook),
    after: (hook: () => unknown) => collector.hook('after', hook),
    beforeEach: (hook: () => unknown) => collector.hook('beforeEach', hook),
    afterEach: (hook: () => unknown) => collector.hook('afterEach', hook),
    mock,
  });
}

/** `vitest`: its own `expect` and spies, our way of running. */
export function vitestModule(runner: TestRunner, {timers}: RealmContext) {
  const expectation = globalThis.codecraftExpectation;
  if (!expectation) {
    throw new Error('vitest is only there while its tests run. Run them with npx vitest run.');
  }
  const {expect, vi, restoreAll} = expectation;
  const {test, describe, before, after, beforeEach, afterEach} = nodeTestModule(runner);
  const refuse = (name: string, remedy: string) => () => {
    throw new Error(`vi.${name} is not available here. ${remedy}`);
  };
  return {
    test,
    it: test,
    describe,
    suite: describe,
    beforeAll: before,
    afterAll: after,
    beforeEach,
    afterEach,
    expect,
    assert: expect,
    vi: {
      ...vi,
      restoreAllMocks: restoreAll,
      waitFor: async (check: () => unknown, {timeout = 1000, interval = 20} = {}) => {
        for (const until = performance.now() + timeout; ; ) {
          try {
            return await check();
          } catch (error) {
            if (performance.now() > until) throw error;
          }
          await new Promise<void>((resolve) => void timers.setTimeout(() => resolve(), interval));
        }
      },
      mock: refuse('mock', 'Hand the object to be replaced over, or use vi.spyOn.'),
      hoisted: (make: () => unknown) => make(),
      useFakeTimers: refuse(
        'useFakeTimers',
        'Hand the clock over to what is tested, or wait with vi.waitFor.',
      ),
    },
  };
}
