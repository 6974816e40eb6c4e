import type {CompiledScript} from './compile.js';

type Exports = Record<string, unknown>;

/** A module's code as a function of what its format gives it. */
export function functionFrom({code, isAsync}: CompiledScript, file: string, parameters: readonly string[]) {
  // On one line, so that lines of a stack fit those of the file.
  const source = `(${isAsync ? 'async ' : ''}function (${parameters.join(', ')}) {${code}\n})\n//# sourceURL=file://${file}`;
  // biome-ignore lint/security/noGlobalEval: running the user's code is what this worker is for
  return globalThis.eval(source) as (this: unknown, ...args: unknown[]) => unknown;
}

export function emptyNamespace(): Exports {
  const namespace = Object.create(null) as Exports;
  Object.defineProperty(namespace, Symbol.toStringTag, {value: 'Module'});
  return namespace;
}

export function defineAll(namespace: Exports, getters: Record<string, () => unknown>): void {
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(namespace, name, {enumerable: true, configurable: true, get});
  }
}

export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new SyntaxError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
