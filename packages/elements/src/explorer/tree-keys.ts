import type {TreeRow} from './tree-rows.js';

/** What a key does in the tree, as the ARIA pattern for trees has it; undefined for other keys. */
export type TreeMove =
  | {readonly type: 'focus'; readonly index: number}
  | {readonly type: 'toggle'; readonly index: number};

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/treeview/#keyboardinteraction */
export function treeMove(key: string, rows: readonly TreeRow[], index: number): TreeMove | undefined {
  const row = rows[index];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return focusOn(Math.min(index + 1, rows.length - 1));
    case 'ArrowUp':
      return focusOn(Math.max(index - 1, 0));
    case 'Home':
      return focusOn(0);
    case 'End':
      return focusOn(rows.length - 1);
    case 'ArrowRight':
      if (row.fileId !== null) return undefined;
      if (!row.isExpanded) return {type: 'toggle', index};
      return (rows[index + 1]?.level ?? 0) > row.level ? focusOn(index + 1) : undefined;
    case 'ArrowLeft':
      if (row.isExpanded) return {type: 'toggle', index};
      return row.level === 0
        ? undefined
        : focusOn(rows.findLastIndex((other, at) => at < index && other.level < row.level));
    default:
      return undefined;
  }
}

/** The next row, round the end, whose name starts with what was typed. */
export function findByStart(typed: string, rows: readonly TreeRow[], index: number): number | undefined {
  const start = typed.length > 1 ? index : index + 1;
  const order = rows.map((_, offset) => (start + offset) % rows.length);
  return order.find((at) => rows[at]?.name.toLowerCase().startsWith(typed.toLowerCase()));
}

function focusOn(index: number): TreeMove {
  return {type: 'focus', index};
}
