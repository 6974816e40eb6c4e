import {alternative} from '../alternative.js';

// biome-ignore lint/security/noGlobalEval: running the user's code is what this worker is for
const indirectEval = globalThis.eval;

/** `vm.Script` */
class Script {
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }

  runInThisContext(): unknown {
    return indirectEval(this.#code);
  }
}

/** `node:vm`, as far as it keeps to the globals there are. */
export const vm = {
  runInThisContext: (code: string): unknown => indirectEval(code),
  Script,
  createContext: refuse,
  runInContext: refuse,
  runInNewContext: refuse,
};

function refuse(): never {
  throw new Error(`A second set of globals is not available here: a worker has only one. ${alternative}`);
}
