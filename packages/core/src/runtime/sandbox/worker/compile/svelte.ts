import type {CompilerProblem, SvelteModule} from './compilers.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

export interface SvelteComponent {
  /** An ES module of plain JavaScript. */
  code: string;
  style: string | undefined;
  lines: (number | undefined)[];
}

interface SvelteOptions {
  /** The component can be swapped while it is shown. */
  isHot: boolean;
  /** What `<style lang>` is written in, as CSS. */
  toCss: (source: string, language: string) => string;
}

/** @throws CompileProblem */
export function compileSvelte(
  source: string,
  path: string,
  svelte: SvelteModule,
  {isHot, toCss}: SvelteOptions,
): SvelteComponent {
  const {js, css} = reportingProblems(source, path, () =>
    svelte.compile(withPlainStyles(source, toCss), {
      filename: path.slice(1),
      generate: 'client',
      css: 'external',
      dev: isHot,
      hmr: isHot,
    }),
  );
  return {code: js.code, style: css?.code, lines: sourceLines(js.map.mappings)};
}

/**
 * A module with runes: `counter.svelte.js`.
 *
 * @param code without types
 * @throws CompileProblem
 */
export function compileSvelteModule(
  code: string,
  path: string,
  svelte: SvelteModule,
  {isHot}: Pick<SvelteOptions, 'isHot'>,
): string {
  const options = {filename: path.slice(1), generate: 'client', dev: isHot} as const;
  return reportingProblems(code, path, () => svelte.compileModule(code, options)).js.code;
}

const styleBlock = /(<style\b[^>]*?)\s+lang=["']?([\w-]+)["']?([^>]*>)([\s\S]*?)(<\/style>)/g;

function withPlainStyles(source: string, toCss: SvelteOptions['toCss']): string {
  return source.replace(
    styleBlock,
    (_, open: string, language: string, rest: string, text: string, close: string) =>
      open + rest + toCss(text, language) + close,
  );
}

function reportingProblems<T>(source: string, path: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!isCompilerProblem(error)) throw error;
    // The message ends with a link to its explanation.
    const message = error.message.replace(/\nhttps:\S+$/, '');
    const {line, column} = error.start ?? {};
    throw new CompileProblem(message, {
      path,
      source,
      line,
      ...(column !== undefined && {column: column + 1}),
    });
  }
}

function isCompilerProblem(error: unknown): error is CompilerProblem {
  return error instanceof Error && 'code' in error && !(error instanceof CompileProblem);
}
