/*
 * Stacks as V8 writes them, in an engine that writes others. Node programs print them, and libraries read them: Express
 * does not start without `Error.captureStackTrace` and `Error.prepareStackTrace` (https://v8.dev/docs/stack-trace-api).
 */

interface V8Errors extends ErrorConstructor {
  stackTraceLimit: number;
  captureStackTrace: (target: object, above?: (...values: never[]) => unknown) => void;
  prepareStackTrace?: (error: object, sites: CallSite[]) => unknown;
}

const errors = Error as V8Errors;

export function installV8Stacks(): void {
  if (new Error('text').stack?.startsWith('Error: text')) return;
  const nativeStack = Object.getOwnPropertyDescriptor(Error.prototype, 'stack')!.get!;
  const sitesOf = (error: object) => parse(String(nativeStack.call(error) ?? ''));
  /** V8 writes a stack once, when it is first read. */
  const written = new WeakMap<object, unknown>();

  errors.stackTraceLimit = 10;
  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get(this: object) {
      if (!(this instanceof Error)) return undefined;
      if (!written.has(this)) written.set(this, write(this, sitesOf(this).slice(0, errors.stackTraceLimit)));
      return written.get(this);
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, 'stack', {configurable: true, writable: true, value});
    },
  });
  errors.captureStackTrace = (target, above) => {
    const sites = sitesOf(new Error()).slice(1);
    const start = above ? sites.findIndex((site) => site.getFunctionName() === above.name) + 1 : 0;
    const value = write(target, sites.slice(start, start + errors.stackTraceLimit));
    Object.defineProperty(target, 'stack', {configurable: true, writable: true, value});
  };
}

function write(error: object, sites: CallSite[]): unknown {
  if (errors.prepareStackTrace) return errors.prepareStackTrace(error, sites);
  const title = error instanceof Error ? Error.prototype.toString.call(error) : String(error);
  return [title, ...sites.map((site) => `    at ${site}`)].join('\n');
}

/** `name@file:line:column`, one a line. */
function parse(stack: string): CallSite[] {
  return [...stack.matchAll(/^(.*?)@(.*?):(\d+):(\d+)$/gm)].map(
    ([, name, file, line, column]) => new CallSite(name!, file!, Number(line), Number(column)),
  );
}

class CallSite {
  readonly #name: string;
  readonly #file: string;
  readonly #line: number;
  readonly #column: number;

  constructor(name: string, file: string, line: number, column: number) {
    // `outer/inner<` is a function without a name of its own.
    this.#name = name.endsWith('<') ? '' : name.replace(/^.*\//, '');
    this.#file = file;
    this.#line = line;
    this.#column = column;
  }

  getFunctionName(): string | null {
    return this.#name || null;
  }

  getFileName(): string {
    return this.#file;
  }

  getLineNumber(): number {
    return this.#line;
  }

  getColumnNumber(): number {
    return this.#column;
  }

  getMethodName(): null {
    return null;
  }

  getTypeName(): null {
    return null;
  }

  getThis(): undefined {
    return undefined;
  }

  getFunction(): undefined {
    return undefined;
  }

  getEvalOrigin(): undefined {
    return undefined;
  }

  isEval(): boolean {
    return false;
  }

  isNative(): boolean {
    return false;
  }

  isConstructor(): boolean {
    return false;
  }

  isToplevel(): boolean {
    return true;
  }

  toString(): string {
    const place = `${this.#file}:${this.#line}:${this.#column}`;
    return this.#name ? `${this.#name} (${place})` : place;
  }
}
