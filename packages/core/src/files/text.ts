import type * as Y from 'yjs';

/** The text of a file, in the root type named `content` of the file's own document. */
export function contentOf(document: Y.Doc): Y.Text {
  return document.getText('content');
}

/**
 * Turns a text into `next` by one deletion and one insertion at one place, in one transaction, so that cursors
 * and marks outside that place stay. Nothing happens when the texts are equal.
 */
export function replaceText(text: Y.Text, next: string): void {
  const before = text.toString();
  if (before === next) return;
  const {start, end, inserted} = spliceBetween(before, next);
  const replace = () => {
    text.delete(start, end - start);
    text.insert(start, inserted);
  };
  if (text.doc) text.doc.transact(replace);
  else replace();
}

/** The one replacement, from `start` up to `end`, that turns a text into another. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

export function spliceBetween(before: string, next: string): Splice {
  const start = commonStart(before, next);
  const end = commonEnd(before, next, start);
  return {start, end: before.length - end, inserted: next.slice(start, next.length - end)};
}

function commonStart(before: string, next: string): number {
  const limit = Math.min(before.length, next.length);
  let length = 0;
  while (length < limit && before.charCodeAt(length) === next.charCodeAt(length)) length++;
  // Half a surrogate pair cannot be inserted: Yjs would store U+FFFD in its place.
  return length > 0 && isHighSurrogate(before.charCodeAt(length - 1)) ? length - 1 : length;
}

function commonEnd(before: string, next: string, start: number): number {
  const limit = Math.min(before.length, next.length) - start;
  let length = 0;
  while (
    length < limit &&
    before.charCodeAt(before.length - 1 - length) === next.charCodeAt(next.length - 1 - length)
  ) {
    length++;
  }
  return length > 0 && isLowSurrogate(before.charCodeAt(before.length - length)) ? length - 1 : length;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
