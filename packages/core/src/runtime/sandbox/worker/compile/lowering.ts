import type {TransformOptions} from 'esbuild-wasm/esm/browser.js';
import {CodecraftError} from '../../../../errors.js';
import {NotYet} from './not-yet.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

interface Lowered {
  code: string;
  lines: (number | undefined)[];
}

type Transform = (source: string, options: TransformOptions) => Promise<{code: string; map: string}>;

const namespaces = /^[ \t]*(?:export[ \t]+)?(?:namespace|module)[ \t]+[A-Za-z_$][\w$.]*\s*\{/m;
const using = /(?:^|[;{}(])[ \t]*(?:await[ \t]+)?using[ \t]+[A-Za-z_$][\w$]*\s*(?:[=:]|of\b)/m;

const accessor =
  /^[ \t]*(?:@.+[ \t])?(?:(?:static|override|public|protected|private)[ \t]+)*accessor[ \t]+[\w$#[]/m;

/** Whether the source has in it what the fast compiler does not know, or not every browser. */
export function needsLowering(source: string, language: string): boolean {
  return (
    using.test(source) || accessor.test(source) || (/^[mc]?tsx?$/.test(language) && namespaces.test(source))
  );
}

/**
 * Rewrites rare syntax with esbuild, which is large and loaded only then: namespaces of TypeScript, `using`, accessors
 * of classes, and decorators of the standard.
 */
export class Lowering {
  readonly #transform: () => Promise<Transform>;
  /** The newest version of each file. */
  readonly #done = new Map<string, {source: string; result: Lowered | Error | undefined}>();

  /** @param transform rejects with CodecraftError where esbuild cannot be loaded */
  constructor(transform: () => Promise<Transform>) {
    this.#transform = transform;
  }

  /**
   * @param language js, jsx, ts or tsx; JSX stays
   * @param isStandard decorators are the standard's
   * @throws NotYet CompileProblem CodecraftError
   */
  lower(source: string, path: string, language: string, isStandard: boolean): Lowered {
    const known = this.#done.get(path);
    if (known?.source === source && known.result !== undefined) {
      if (known.result instanceof Error) throw known.result;
      return known.result;
    }
    const entry: {source: string; result: Lowered | Error | undefined} = {source, result: undefined};
    this.#done.set(path, entry);
    throw new NotYet(
      this.#run(source, path, language, isStandard).then((result) => {
        entry.result = result;
      }),
    );
  }

  async #run(source: string, path: string, language: string, isStandard: boolean): Promise<Lowered | Error> {
    try {
      const transform = await this.#transform();
      const {code, map} = await transform(source, {
        loader: language.replace(/^[mc]/, '') as 'ts',
        jsx: 'preserve',
        target: 'es2022',
        sourcemap: 'external',
        sourcesContent: false,
        tsconfigRaw: {compilerOptions: {experimentalDecorators: !isStandard}},
        logLevel: 'silent',
      });
      const {mappings} = JSON.parse(map) as {mappings: string};
      return {code, lines: sourceLines(mappings)};
    } catch (error) {
      return problemFrom(error, source, path);
    }
  }
}

function problemFrom(error: unknown, source: string, path: string): Error {
  if (error instanceof CodecraftError) return error;
  if (!(error instanceof Error) || !('errors' in error)) return new Error(String(error));
  const [first] = error.errors as {text: string; location: {line: number; column: number} | null}[];
  const {line, column} = first?.location ?? {};
  return new CompileProblem(first?.text ?? error.message, {
    path,
    source,
    line,
    ...(column !== undefined && {column: column + 1}),
  });
}
