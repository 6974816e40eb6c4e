import type {SourceProblem} from '../../protocol.js';

const linesAround = 2;

/** A source file that cannot be compiled, and where. Lines and columns count from 1. */
export class CompileProblem extends Error {
  override readonly name = 'CompileProblem';
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly #source: string | undefined;

  constructor(message: string, at: {path: string; source?: string; line?: number; column?: number}) {
    super(message);
    this.path = at.path;
    this.line = at.line;
    this.column = at.column;
    this.#source = at.source;
  }

  toSourceProblem(): SourceProblem {
    const file = this.path.slice(1);
    const problem: SourceProblem = {
      title:
        this.line === undefined ? `${file} cannot be read` : `${file} cannot be read at line ${this.line}`,
      message: this.message,
      path: file,
    };
    if (this.line !== undefined) problem.line = this.line;
    if (this.column !== undefined) problem.column = this.column;
    if (this.line !== undefined && this.#source !== undefined) {
      const firstLine = Math.max(1, this.line - linesAround);
      problem.excerpt = {
        firstLine,
        lines: this.#source.split('\n').slice(firstLine - 1, this.line + linesAround),
      };
    }
    return problem;
  }
}

/** Line and column, from 1, of an offset. */
export function placeOf(source: string, offset: number): {line: number; column: number} {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return {line, column: offset - before.lastIndexOf('\n')};
}
