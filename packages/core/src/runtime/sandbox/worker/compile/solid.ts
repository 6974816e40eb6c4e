import type {SolidCompiler} from './compilers.js';
import {CompileProblem} from './problem.js';
import {sourceLines} from './source-map-lines.js';

/**
 * Turns the JSX of a Solid component into the calls that make and update its elements.
 *
 * @param code without types
 * @param source as it was written, to show where a problem is
 * @throws CompileProblem
 */
export function compileSolid(
  code: string,
  path: string,
  source: string,
  compile: SolidCompiler,
): {code: string; lines: (number | undefined)[]} {
  try {
    const compiled = compile(code, path);
    return {code: compiled.code, lines: sourceLines(compiled.mappings)};
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = 'loc' in error ? (error.loc as {line: number; column: number} | undefined) : undefined;
    // `/src/App.jsx: Unexpected token (3:7)`, then an excerpt.
    const message = error.message
      .split('\n')[0]!
      .replace(/^\S+: /, '')
      .replace(/ \(\d+:\d+\)$/, '');
    throw new CompileProblem(message, {
      path,
      source,
      ...(place && {line: place.line, column: place.column + 1}),
    });
  }
}
