import type {Project} from '@codecraft/core/project';

export interface LinesAround {
  /** The number of the first of `lines`, from 1. */
  readonly first: number;
  readonly failing: number;
  readonly lines: readonly string[];
}

/** The line of a file with the one before and after it; null if the file has no such line any more. */
export async function linesAround(
  project: Project,
  fileId: string,
  line: number,
): Promise<LinesAround | null> {
  const document = await project.openDocument(fileId);
  const lines = document.text.toString().split(/\r\n|\r|\n/);
  document.release();
  if (line > lines.length) return null;
  const first = Math.max(1, line - 1);
  return {first, failing: line, lines: lines.slice(first - 1, line + 1)};
}
