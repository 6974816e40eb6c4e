import type {SourceProblem} from '../../protocol.js';

const linesAround = 2;

export interface ProblemPlace {
  path?: string | undefined;
  /** The file's text, to show the lines around the place. */
  source?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
}

/** A source file that cannot be compiled, and where. Lines and columns count from 1. */
export class CompileProblem extends Error {
  override readonly name = 'CompileProblem';
  readonly place: ProblemPlace;

  constructor(message: string, place: ProblemPlace) {
    super(message);
    this.place = place;
  }

  toSourceProblem(): SourceProblem {
    return describeProblem('cannot be read', this.message, this.place);
  }
}

/** A problem as the reader sees it: `App.tsx stopped at line 3`, what happened, and the lines around. */
export function describeProblem(
  what: 'cannot be read' | 'stopped',
  message: string,
  {path, source, line, column}: ProblemPlace,
): SourceProblem {
  const file = path?.slice(1);
  const problem: SourceProblem = {
    title: `${file ?? 'The app'} ${what}${line === undefined ? '' : ` at line ${line}`}`,
    message,
  };
  if (file !== undefined) problem.path = file;
  if (line !== undefined) problem.line = line;
  if (column !== undefined) problem.column = column;
  if (line !== undefined && source !== undefined) {
    const firstLine = Math.max(1, line - linesAround);
    problem.excerpt = {firstLine, lines: source.split('\n').slice(firstLine - 1, line + linesAround)};
  }
  return problem;
}

/** Line and column, from 1, of an offset. */
export function placeOf(source: string, offset: number): {line: number; column: number} {
  const before = source.slice(0, offset);
  return {line: before.split('\n').length, column: offset - before.lastIndexOf('\n')};
}
