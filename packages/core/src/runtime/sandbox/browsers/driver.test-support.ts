/*
 * What the tests of the runtime ask of a browser: the same of Chromium and of Firefox. Each has a driver of its own,
 * because no one drives both as they are shipped: playwright needs a Firefox that it has patched.
 */

/** A document and what can be done with it. Whatever takes a selector waits until something matches. */
export interface DrivenFrame {
  evaluate<Result>(act: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Argument, Result>(
    act: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  $eval<Result, Matched extends Element, Argument = undefined>(
    selector: string,
    act: (element: Matched, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Resolves once `isTrue` is. */
  waitForFunction<Argument = undefined>(
    isTrue: (argument: Argument) => unknown,
    argument?: Argument,
  ): Promise<unknown>;
  click(selector: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  getAttribute(selector: string, name: string): Promise<string | null>;
  title(): Promise<string>;
  locator(selector: string): DrivenLocator;
  /** The document in an `<iframe>`, or undefined where there is none of this kind now. */
  frameIn(selector: string): Promise<DrivenFrame | undefined>;
}

export interface DrivenLocator {
  /** How many there are now. */
  count(): Promise<number>;
  click(): Promise<void>;
  textContent(): Promise<string | null>;
  getAttribute(name: string): Promise<string | null>;
  evaluateAll<Result>(act: (elements: Element[]) => Result): Promise<Result>;
}

/** Dialogs are answered at once, with what they suggest. */
export interface DrivenPage extends DrivenFrame {
  goto(url: string): Promise<unknown>;
  url(): string;
  /** Messages of errors that nothing caught. */
  readonly errors: string[];
  /** The addresses of the workers it runs now, its frames' included. */
  runningWorkers(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Browser {
  readonly name: 'chromium' | 'firefox';
  /** A page in a profile of its own: no cookie, storage or cache of another one. */
  newPage(): Promise<DrivenPage>;
  /** How many pages are open, those that pages opened included. */
  pageCount(): Promise<number>;
  close(): Promise<void>;
}
