import {contentOf} from '@codecraft/core/files';
import {utf8Length} from '@codecraft/core/protocol';
import {describe, expect, it, vi} from 'vitest';
import * as Y from 'yjs';
import {scanUpdate} from './scan-update.js';
import {TextSize, wholeUnits} from './text-size.js';

/** Deterministic, so that what fails fails again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  'a',
  'é',
  '€',
  '👍',
  '👩‍💻',
  '\n',
  'const x = 1;\n',
  '漢字',
  '👍👍👍',
  'x'.repeat(100),
  '€'.repeat(90),
];

/** A server's replica that is sent what two editors type, who hear of each other now and then. */
function play(seed: number, steps: number, look: (text: Y.Text, size: TextSize) => void): void {
  const random = randomOf(seed);
  const server = new Y.Doc();
  const text = contentOf(server);
  const size = new TextSize(text);
  const editors = [new Y.Doc(), new Y.Doc()];
  let last: Uint8Array = new Uint8Array([0, 0]);
  for (let step = 0; step < steps; step++) {
    const editor = editors[random(2)] as Y.Doc;
    if (random(3) === 0) Y.applyUpdate(editor, Y.encodeStateAsUpdate(server));
    const typed = contentOf(editor);
    const before = Y.encodeStateVector(editor);
    editor.transact(() => {
      for (let count = random(4); count >= 0; count--) {
        const place = random(typed.length + 1); // between the halves of a pair as well
        if (random(5) < 2) typed.delete(place, Math.min(random(80), typed.length - place));
        else typed.insert(place, pieces[random(pieces.length)] as string);
      }
    });
    const update = random(10) === 0 ? last : Y.encodeStateAsUpdate(editor, before);
    last = update;
    Y.applyUpdate(server, update);
    size.follow(scanUpdate(update));
    look(text, size);
  }
}

describe('PT73 a text’s size', () => {
  it('is what counting gives after any edit, with halved surrogate pairs and repeated edits', () => {
    let halved = 0;
    for (let seed = 1; seed <= 5; seed++) {
      play(seed, 150, (text, size) => {
        const content = text.toString();
        expect(size.bytes).toBe(wholeUnits(utf8Length(content)));
        if (content.includes('\ufffd')) halved += 1;
      });
    }
    expect(halved).toBeGreaterThan(50);
  });

  it('counts the two bytes more that a halved surrogate pair takes', () => {
    const server = new Y.Doc();
    const text = contentOf(server);
    text.insert(0, `${'x'.repeat(1018)}👍`);
    const size = new TextSize(text);
    expect(size.bytes).toBe(1024);
    const before = Y.encodeStateVector(server);
    text.insert(1019, 'a');
    size.follow(scanUpdate(Y.encodeStateAsUpdate(server, before)));
    expect(utf8Length(text.toString())).toBe(1025);
    expect(size.bytes).toBe(2048);
  });

  it('is seldom counted anew', () => {
    const server = new Y.Doc();
    const text = contentOf(server);
    text.insert(0, 'x'.repeat(400 * 1024 + 1));
    const size = new TextSize(text);
    const counts = vi.spyOn(text as {toString(): string}, 'toString');
    const editor = new Y.Doc();
    Y.applyUpdate(editor, Y.encodeStateAsUpdate(server));
    for (let step = 0; step < 1000; step++) {
      const before = Y.encodeStateVector(editor);
      contentOf(editor).insert(step * 7, 'a key');
      const update = Y.encodeStateAsUpdate(editor, before);
      Y.applyUpdate(server, update);
      size.follow(scanUpdate(update));
    }
    expect(counts.mock.calls.length).toBeLessThan(100);
  });
});
