import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {contentOf, replaceText} from './text.js';

function replaced(before: string, next: string) {
  const document = new Y.Doc();
  const text = contentOf(document);
  text.insert(0, before);
  const deltas: unknown[] = [];
  let updates = 0;
  document.on('update', () => updates++);
  text.observe((event) => deltas.push(event.delta));
  replaceText(text, next);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  return {text: text.toString(), copied: contentOf(copy).toString(), deltas, updates};
}

describe('replaceText', () => {
  it.each([
    ['', 'new', [{insert: 'new'}]],
    ['old', '', [{delete: 3}]],
    ['one two three', 'one 2 three', [{retain: 4}, {delete: 3}, {insert: '2'}]],
    ['aaa', 'aa', [{retain: 2}, {delete: 1}]],
    ['aa', 'aaa', [{retain: 2}, {insert: 'a'}]],
    ['abcabc', 'abc', [{retain: 3}, {delete: 3}]],
  ])('FP12 turns %j into %j by one splice', (before, next, delta) => {
    const result = replaced(before, next);
    expect(result.text).toBe(next);
    expect(result.deltas).toEqual([delta]);
    expect(result.updates).toBe(1);
  });

  it.each([
    ['a😀b', 'a😁b'], // share the high surrogate
    ['\u{1F600}', '\u{1F600}\u{1F600}'],
    ['x\u{1F600}', 'x\u{10600}'], // share the low surrogate
    ['\u{1F600}\u{1F601}', '\u{1F600}\u{1F602}\u{1F601}'],
  ])('FP12 never splits a surrogate pair: %j to %j', (before, next) => {
    const result = replaced(before, next);
    expect(result.text).toBe(next);
    expect(result.copied).toBe(next);
    expect(JSON.stringify(result.deltas)).not.toMatch(/\\ud[89a-f]/i);
  });

  it('FP12 does nothing when nothing changed', () => {
    expect(replaced('same', 'same')).toMatchObject({deltas: [], updates: 0});
  });

  it('FP12 keeps a cursor outside the change where it was', () => {
    const document = new Y.Doc();
    const text = contentOf(document);
    text.insert(0, 'function a() {}\nfunction b() {}\n');
    const cursor = Y.createRelativePositionFromTypeIndex(text, 25);
    replaceText(text, 'function alpha() {}\nfunction b() {}\n');
    expect(Y.createAbsolutePositionFromRelativePosition(cursor, document)?.index).toBe(29);
  });
});
