import type {RealmContext} from '../../context.js';
import {describeTestFailure, listReporter, summary} from './reporter.js';
import {runSuite, type TestCounts} from './run-suite.js';
import {type Suite, type TestBody, TestCollector, type TestOptions} from './suite.js';

/** Collects tests and runs them: those of the files it is given, or those of a program that declares some. */
export class TestRunner {
  readonly collector = new TestCollector();
  readonly #context: RealmContext;
  readonly #counts: TestCounts = {passed: 0, failed: 0, skipped: 0, todo: 0};
  readonly #startedAt = performance.now();
  /** Test files run when they have been loaded; tests of a program once its main module ran. */
  #isDriven = false;
  #isScheduled = false;

  constructor(context: RealmContext) {
    this.#context = context;
  }

  /** @param load runs a file, which declares its tests */
  async runFiles(
    paths: readonly string[],
    load: (path: string) => Promise<unknown>,
    timeoutMs: number,
  ): Promise<void> {
    this.#isDriven = true;
    const {process} = this.#context;
    for (const path of paths) {
      const file = this.collector.beginFile(path.slice(1));
      try {
        await load(path);
        await this.#run(file, timeoutMs);
      } catch (error) {
        this.#counts.failed++;
        process.stdout.write(`✖ ${path.slice(1)}\n${describeTestFailure(error)}\n`);
      }
    }
    if (paths.length === 0) process.stdout.write('There are no test files here.\n');
    this.#finish();
  }

  /** A test was declared. */
  declared(): void {
    if (this.#isDriven || this.#isScheduled) return;
    this.#isScheduled = true;
    const release = this.#context.loop.hold();
    const {current} = this.collector;
    this.#context.timers.setImmediate(() => {
      void this.#run(current, 0).then(() => {
        this.#finish();
        release();
      });
    });
  }

  #run(suite: Suite, timeoutMs: number): Promise<void> {
    const {process, timers} = this.#context;
    const write = (text: string) => void process.stdout.write(text);
    const reporter = listReporter(write, describeTestFailure);
    return runSuite(suite, {counts: this.#counts, reporter, timers, timeoutMs});
  }

  #finish(): void {
    const {process} = this.#context;
    process.stdout.write(summary(this.#counts, performance.now() - this.#startedAt));
    if (this.#counts.failed > 0) process.exitCode = 1;
  }
}

type Declare = (...args: unknown[]) => unknown;

/** `test(name, options, body)` in each of the ways it may be written, with `skip`, `only`, `todo` and `each`. */
export function declaring(
  declare: (name: string, options: TestOptions, body: TestBody | undefined) => unknown,
) {
  const withOptions =
    (fixed: TestOptions): Declare =>
    (...args) => {
      const name = args.find((arg) => typeof arg === 'string');
      const body = args.find((arg) => typeof arg === 'function') as TestBody | undefined;
      const given = args.find((arg) => typeof arg === 'object' && arg !== null) as TestOptions | undefined;
      const timeout = args.find((arg) => typeof arg === 'number');
      return declare(
        name ?? body?.name ?? '',
        {...given, ...(timeout !== undefined && {timeout}), ...fixed},
        body,
      );
    };
  const each = (rows: readonly unknown[]) => (name: string, body: (...values: unknown[]) => unknown) => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      declare(titleOf(name, values), {}, () => body(...values));
    }
  };
  return Object.assign(withOptions({}), {
    skip: withOptions({skip: true}),
    only: withOptions({only: true}),
    todo: withOptions({todo: true}),
    each,
  });
}

function titleOf(name: string, values: readonly unknown[]): string {
  const rest = [...values];
  return name.replace(/%([sdifjo%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  });
}
