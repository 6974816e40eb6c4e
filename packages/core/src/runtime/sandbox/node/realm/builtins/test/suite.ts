export type TestBody = (context: TestContext, done?: (error?: unknown) => void) => unknown;
type Hook = () => unknown;
type HookKind = 'before' | 'after' | 'beforeEach' | 'afterEach';

/** What a test function gets. */
export interface TestContext {
  name: string;
  signal: AbortSignal;
  diagnostic: (message: string) => void;
  skip: (reason?: string) => void;
  todo: (reason?: string) => void;
  test: (name: string, body: TestBody) => Promise<void>;
}

export interface TestOptions {
  skip?: boolean | string;
  todo?: boolean | string;
  only?: boolean;
  /** Milliseconds. */
  timeout?: number;
}

export interface TestCase {
  kind: 'test';
  name: string;
  options: TestOptions;
  body: TestBody | undefined;
}

/** A `describe` block, or a whole file. */
export class Suite {
  readonly kind = 'suite';
  readonly name: string;
  readonly options: TestOptions;
  readonly parent: Suite | undefined;
  readonly children: (Suite | TestCase)[] = [];
  readonly hooks: Record<HookKind, Hook[]> = {before: [], after: [], beforeEach: [], afterEach: []};

  constructor(name: string, parent: Suite | undefined, options: TestOptions = {}) {
    this.name = name;
    this.parent = parent;
    this.options = options;
  }

  /** Hooks of this block and those around it; `beforeEach` from the outside in, `afterEach` from the inside out. */
  eachHooks(kind: 'beforeEach' | 'afterEach'): Hook[] {
    const outer = this.parent?.eachHooks(kind) ?? [];
    return kind === 'beforeEach' ? [...outer, ...this.hooks[kind]] : [...this.hooks[kind], ...outer];
  }

  /** Whether somewhere in here only some are asked for. */
  get hasOnly(): boolean {
    return this.children.some((child) => child.options.only || (child.kind === 'suite' && child.hasOnly));
  }
}

/** Puts what test files declare in its place. */
export class TestCollector {
  #current = new Suite('', undefined);

  /** A new place for what is declared from now on. */
  beginFile(name: string): Suite {
    this.#current = new Suite(name, undefined);
    return this.#current;
  }

  get current(): Suite {
    return this.#current;
  }

  test(name: string, options: TestOptions, body: TestBody | undefined): void {
    this.#current.children.push({kind: 'test', name, options, body});
  }

  /** @returns once the block has declared its tests, where it waits for something */
  describe(name: string, options: TestOptions, body: (() => unknown) | undefined): Promise<void> | undefined {
    const outer = this.#current;
    const suite = new Suite(name, outer, options);
    outer.children.push(suite);
    this.#current = suite;
    const result = body?.();
    if (result instanceof Promise) {
      return result.then(() => {
        this.#current = outer;
      });
    }
    this.#current = outer;
    return undefined;
  }

  hook(kind: HookKind, hook: Hook): void {
    this.#current.hooks[kind].push(hook);
  }
}
