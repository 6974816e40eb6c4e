import type {Timers} from '../../timers.js';
import type {Suite, TestBody, TestCase, TestContext} from './suite.js';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  todo: number;
}

export interface TestReporter {
  suite: (name: string, depth: number) => void;
  test: (result: {
    name: string;
    status: keyof TestCounts;
    depth: number;
    durationMs: number;
    error?: unknown;
  }) => void;
  note: (text: string, depth: number) => void;
}

interface Running {
  counts: TestCounts;
  reporter: TestReporter;
  timers: Timers;
  /** Default for a test, in milliseconds; none where it is 0. */
  timeoutMs: number;
}

/** Runs a block: its hooks, its tests one after the other, the blocks inside. */
export async function runSuite(
  suite: Suite,
  running: Running,
  depth = 0,
  isOnly = suite.hasOnly,
): Promise<void> {
  if (suite.name !== '') running.reporter.suite(suite.name, depth);
  const inside = suite.name === '' ? depth : depth + 1;
  try {
    for (const hook of suite.hooks.before) await hook();
  } catch (error) {
    running.counts.failed++;
    running.reporter.test({name: 'before hook', status: 'failed', depth: inside, durationMs: 0, error});
    return;
  }
  // By index: a test may declare more while it runs.
  for (let index = 0; index < suite.children.length; index++) {
    const child = suite.children[index]!;
    const isWanted = !isOnly || child.options.only || (child.kind === 'suite' && child.hasOnly);
    if (!isWanted || child.options.skip) skip(child, running, inside);
    else if (child.kind === 'test') await runTest(child, suite, running, inside);
    else await runSuite(child, running, inside, isOnly && child.hasOnly);
  }
  for (const hook of suite.hooks.after) await hook();
}

function skip(child: Suite | TestCase, {counts, reporter}: Running, depth: number): void {
  counts.skipped++;
  reporter.test({name: child.name, status: 'skipped', depth, durationMs: 0});
}

async function runTest(test: TestCase, suite: Suite, running: Running, depth: number): Promise<void> {
  const {counts, reporter} = running;
  const startedAt = performance.now();
  let status: keyof TestCounts = 'passed';
  let error: unknown;
  try {
    for (const hook of suite.eachHooks('beforeEach')) await hook();
    if (test.body) {
      const changed = await runBody(test, test.body, running, depth);
      status = changed ?? status;
    } else status = 'todo';
  } catch (thrown) {
    status = 'failed';
    error = thrown;
  }
  try {
    for (const hook of suite.eachHooks('afterEach')) await hook();
  } catch (thrown) {
    status = 'failed';
    error ??= thrown;
  }
  if (test.options.todo) status = 'todo';
  counts[status]++;
  reporter.test({name: test.name, status, depth, durationMs: performance.now() - startedAt, error});
}

/** @returns another outcome than passing, where the test asked for it */
async function runBody(
  test: TestCase,
  body: TestBody,
  running: Running,
  depth: number,
): Promise<'skipped' | 'todo' | undefined> {
  let outcome: 'skipped' | 'todo' | undefined;
  let innerFailures = 0;
  const aborter = new AbortController();
  const context: TestContext = {
    name: test.name,
    signal: aborter.signal,
    diagnostic: (message) => running.reporter.note(message, depth),
    skip: () => {
      outcome = 'skipped';
    },
    todo: () => {
      outcome = 'todo';
    },
    test: async (name, inner) => {
      const startedAt = performance.now();
      try {
        await runBody({...test, name}, inner, running, depth + 1);
        running.reporter.test({
          name,
          status: 'passed',
          depth: depth + 1,
          durationMs: performance.now() - startedAt,
        });
      } catch (error) {
        innerFailures++;
        running.reporter.test({
          name,
          status: 'failed',
          depth: depth + 1,
          durationMs: performance.now() - startedAt,
          error,
        });
      }
    },
  };
  const work =
    body.length > 1
      ? new Promise<void>((resolve, reject) => {
          body(context, (error) => (error ? reject(error) : resolve()));
        })
      : Promise.resolve(body(context));
  const timeoutMs = test.options.timeout ?? running.timeoutMs;
  try {
    await (timeoutMs > 0 ? Promise.race([work, timeout(timeoutMs, running.timers)]) : work);
  } finally {
    aborter.abort();
  }
  if (innerFailures > 0) throw new Error(`${innerFailures} of the tests inside failed`);
  return outcome;
}

function timeout(milliseconds: number, timers: Timers): Promise<never> {
  return new Promise((_, reject) => {
    timers
      .setTimeout(() => reject(new Error(`The test took longer than ${milliseconds} ms.`)), milliseconds)
      .unref();
  });
}
