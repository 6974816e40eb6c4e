import {contentOf} from '@codecraft/core/files';
import {describe, expect, it} from 'vitest';
import * as Y from 'yjs';
import {scanUpdate} from './scan-update.js';

function updateOf(write: (document: Y.Doc) => void): Uint8Array {
  const document = new Y.Doc();
  document.clientID = 7;
  write(document);
  return Y.encodeStateAsUpdate(document);
}

describe('scanUpdate', () => {
  it('reads the structs of typed text', () => {
    const update = updateOf((document) => contentOf(document).insert(0, 'hello'));
    expect(scanUpdate(update)).toEqual({
      structs: [{client: 7, clock: 0, length: 5}],
      deletions: 0,
      inserted: {bytes: 5, units: 5},
      isEmpty: false,
    });
  });

  it('tells bytes from UTF-16 units, and counts what is deleted', () => {
    const update = updateOf((document) => {
      contentOf(document).insert(0, 'aé€👍');
      contentOf(document).delete(0, 1);
    });
    expect(scanUpdate(update)).toMatchObject({deletions: 1, inserted: {bytes: 9, units: 4}});
  });

  it('counts characters beyond the basic plane as Yjs does', () => {
    const update = updateOf((document) => contentOf(document).insert(0, '👩‍💻'));
    expect(scanUpdate(update).structs).toEqual([{client: 7, clock: 0, length: 5}]);
  });

  it('reads what Yjs reads, for edits at random', () => {
    const document = new Y.Doc();
    const text = contentOf(document);
    for (let step = 0; step < 500; step++) {
      const place = (step * 7919) % (text.length + 1);
      if (step % 3 === 2 && place < text.length) text.delete(place, 1);
      else text.insert(place, `${step} `);
    }
    const update = Y.encodeStateAsUpdate(document);
    const expected = Y.decodeUpdate(update).structs.map(({id, length}) => ({...id, length}));
    expect(scanUpdate(update).structs.map(({client, clock, length}) => ({client, clock, length}))).toEqual(
      expected,
    );
  });

  it('knows the empty update', () => {
    expect(scanUpdate(new Uint8Array([0, 0])).isEmpty).toBe(true);
  });

  it('does not take a deletion for empty', () => {
    const document = new Y.Doc();
    contentOf(document).insert(0, 'ab');
    const before = Y.encodeStateVector(document);
    contentOf(document).delete(0, 1);
    expect(scanUpdate(Y.encodeStateAsUpdate(document, before)).isEmpty).toBe(false);
  });

  it.each([
    ['another root', (document: Y.Doc) => document.getText('other').insert(0, 'x')],
    ['a map', (document: Y.Doc) => document.getMap('content').set('key', 1)],
    ['an array of values', (document: Y.Doc) => document.getArray('content').insert(0, [1])],
    ['an embed', (document: Y.Doc) => contentOf(document).insertEmbed(0, {image: 'x'})],
    ['a format', (document: Y.Doc) => contentOf(document).insert(0, 'x', {bold: true})],
    ['a nested type', (document: Y.Doc) => document.getArray('content').insert(0, [new Y.Text('x')])],
    ['binary data', (document: Y.Doc) => document.getArray('content').insert(0, [new Uint8Array(3)])],
    ['a document inside', (document: Y.Doc) => document.getArray('content').insert(0, [new Y.Doc()])],
  ])('refuses %s', (_, write) => {
    expect(() => scanUpdate(updateOf(write))).toThrow(expect.objectContaining({code: 'invalid-input'}));
  });

  it('refuses seven bytes that ask Yjs for a huge array', () => {
    const bomb = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0]);
    expect(() => scanUpdate(bomb)).toThrow(expect.objectContaining({code: 'too-large'}));
  });

  it('refuses a deletion set that claims more ranges than an edit has', () => {
    const bomb = new Uint8Array([0, 1, 5, 0xff, 0xff, 0xff, 0x0f, 0, 1]);
    expect(() => scanUpdate(bomb)).toThrow(expect.objectContaining({code: 'too-large'}));
  });

  it('refuses every truncation and anything after the end', () => {
    const update = updateOf((document) => contentOf(document).insert(0, 'hello'));
    for (let length = 0; length < update.length; length++) {
      expect(() => scanUpdate(update.slice(0, length))).toThrow();
    }
    expect(() => scanUpdate(new Uint8Array([...update, 0]))).toThrow();
  });
});
