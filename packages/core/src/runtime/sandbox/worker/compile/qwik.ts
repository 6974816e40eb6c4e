import {CodecraftError} from '../../../../errors.js';
import type {Mode} from '../resolve/env-files.js';
import type {Compilers, QwikTransform} from './compilers.js';
import {NotYet} from './not-yet.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

/** Qwik's optimizer, once its WebAssembly has been loaded. */
export class Qwik {
  readonly #compilers: Compilers;
  readonly #wasmUrl: string;
  #transform: QwikTransform | undefined;
  #failure: CodecraftError | undefined;

  constructor(compilers: Compilers, wasmUrl: string) {
    this.#compilers = compilers;
    this.#wasmUrl = wasmUrl;
  }

  /**
   * Turns `component$` and JSX into the calls that Qwik resumes from. Everything stays in one module: parts that load
   * by themselves are worth it only where pages come from a server.
   *
   * @throws NotYet CompileProblem CodecraftError where the optimizer cannot be loaded
   */
  compile(source: string, path: string, mode: Mode): {code: string; lines: (number | undefined)[]} {
    if (this.#failure) throw this.#failure;
    if (!this.#transform) throw new NotYet(this.#load());
    const {modules, diagnostics} = this.#transform({
      srcDir: '/',
      rootDir: '/',
      input: [{path: path.slice(1), code: source}],
      entryStrategy: 'inline',
      mode: mode === 'production' ? 'prod' : 'dev',
      minify: 'none',
      sourceMaps: true,
      transpileTs: true,
      transpileJsx: true,
      preserveFilenames: true,
      explicitExtensions: true,
      stripEventHandlers: false,
      isServer: false,
    });
    const [problem] = diagnostics.filter(({category}) => category === 'error');
    if (problem) {
      const at = problem.highlights?.[0];
      throw new CompileProblem(problem.message, {
        path,
        source,
        ...(at && {line: at.startLine, column: at.startCol}),
      });
    }
    const [module] = modules;
    const {mappings} = JSON.parse(module?.map ?? '{"mappings": ""}') as {mappings: string};
    return {code: module?.code ?? '', lines: sourceLines(mappings)};
  }

  async #load(): Promise<void> {
    try {
      this.#transform = await this.#compilers.qwik()(this.#wasmUrl);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#failure = new CodecraftError(
        'unavailable',
        `Qwik's compiler could not be loaded (${reason}). Check the network, assetsUrl, and that the page's policy allows WebAssembly.`,
        {cause},
      );
    }
  }
}
