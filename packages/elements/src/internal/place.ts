/** Where something floating goes: below its opener, beside it, or at a point of the window. */
export type Anchor =
  | {readonly element: Element; readonly side: 'below' | 'below-end' | 'beside'}
  | {readonly x: number; readonly y: number};

const gap = 4;
const margin = 8;

/** Puts a floating element of the top layer next to its anchor and inside the window. */
export function place(floating: HTMLElement, anchor: Anchor): void {
  const {width, height} = floating.getBoundingClientRect();
  const {x, y, flippedY} = wanted(anchor, width);
  const bottom = window.innerHeight - margin;
  const top =
    y + height > bottom && flippedY - height > margin ? flippedY - height : Math.min(y, bottom - height);
  const left = Math.min(x, window.innerWidth - margin - width);
  floating.style.left = `${Math.max(margin, left)}px`;
  floating.style.top = `${Math.max(margin, top)}px`;
}

function wanted(anchor: Anchor, width: number): {x: number; y: number; flippedY: number} {
  if (!('element' in anchor)) return {x: anchor.x, y: anchor.y, flippedY: anchor.y};
  const rect = anchor.element.getBoundingClientRect();
  if (anchor.side === 'beside') return {x: rect.right + margin, y: rect.top, flippedY: rect.bottom};
  const x = anchor.side === 'below-end' ? rect.right - width : rect.left;
  return {x, y: rect.bottom + gap, flippedY: rect.top - gap};
}
