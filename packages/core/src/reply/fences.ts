/** A Markdown code fence, by CommonMark 0.31 §4.5: what it takes to close it, and its info string. */
export interface Fence {
  mark: '`' | '~';
  length: number;
  info: string;
}

const opening = /^ {0,3}(`{3,}|~{3,})(.*)$/s;
const closing = /^ {0,3}(`{3,}|~{3,})\s*$/;

/** The fence that a line opens. */
export function openingFence(line: string): Fence | undefined {
  const [, marks = '', info = ''] = opening.exec(line.trimEnd()) ?? [];
  const mark = marks[0];
  if (mark !== '`' && mark !== '~') return undefined;
  if (mark === '`' && info.includes('`')) return undefined; // a code span, such as ```a```
  return {mark, length: marks.length, info: info.trim().toLowerCase()};
}

export function closesFence(line: string, fence: Fence): boolean {
  const [, marks = ''] = closing.exec(line) ?? [];
  return marks[0] === fence.mark && marks.length >= fence.length;
}

/** Whether the beginning of a line, without its indent, is `yes` a row of marks, is not, or could become one. */
export function startsFence(start: string): 'yes' | 'no' | 'maybe' {
  if (/^(```|~~~)/.test(start)) return 'yes';
  return /^(`{0,2}|~{0,2})$/.test(start) ? 'maybe' : 'no';
}
