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
  const start = commonStart(before, next);
  const end = commonEnd(before, next, start);
  const replace = () => {
    text.delete(start, before.length - end - start);
    text.insert(start, next.slice(start, next.length - end));
  };
  if (text.doc) text.doc.transact(replace);
  else replace();
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
