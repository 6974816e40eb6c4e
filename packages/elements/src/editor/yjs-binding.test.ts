import {expect} from '@open-wc/testing';
import * as Y from 'yjs';
import type {Place} from './line-index.js';
import {acquireMonaco, type Monaco, releaseMonaco} from './load-monaco.js';
import type {editor} from './monaco.js';
import {TextBinding} from './yjs-binding.js';

/** One person's side: their own document, model and binding. */
interface Side {
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly model: editor.ITextModel;
  readonly binding: TextBinding;
}

const normalized = (text: Y.Text, eol: string) => text.toString().replace(/\r\n|\r|\n/g, eol);

describe('TextBinding', () => {
  let monaco: Monaco;
  const sides: Side[] = [];

  before(async () => {
    monaco = await acquireMonaco();
  });

  afterEach(() => {
    for (const {binding, model} of sides.splice(0)) {
      binding.dispose();
      model.dispose();
    }
  });

  after(() => releaseMonaco(monaco));

  function side(update: Uint8Array, onUndo?: (place: Place) => void): Side {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    const text = doc.getText('content');
    const model = monaco.editor.createModel(text.toString(), 'plaintext');
    const made = {doc, text, model, binding: new TextBinding(text, model, onUndo)};
    sides.push(made);
    return made;
  }

  /** Two people with the same text; what one writes waits until `exchange`. */
  function pair(content: string): {one: Side; other: Side; exchange: () => void} {
    const seed = new Y.Doc();
    seed.getText('content').insert(0, content);
    const update = Y.encodeStateAsUpdate(seed);
    const one = side(update);
    const other = side(update);
    const exchange = () => {
      const fromOne = Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc));
      const fromOther = Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc));
      Y.applyUpdate(other.doc, fromOne, 'room');
      Y.applyUpdate(one.doc, fromOther, 'room');
    };
    return {one, other, exchange};
  }

  /** Types as an editor does: an edit that is one step of undo. */
  function type({model}: Side, offset: number, length: number, text: string): void {
    const range = monaco.Range.fromPositions(
      model.getPositionAt(offset),
      model.getPositionAt(offset + length),
    );
    model.pushEditOperations([], [{range, text}], () => null);
  }

  it('carries an edit over to the other side', () => {
    const {one, other, exchange} = pair('let a = 1;\n');
    type(one, 4, 1, 'total');
    exchange();
    expect(one.text.toString()).to.equal('let total = 1;\n');
    expect(other.model.getValue()).to.equal('let total = 1;\n');
  });

  it('merges edits made at the same time', () => {
    const {one, other, exchange} = pair('one\ntwo\nthree\n');
    type(one, 0, 3, 'ONE');
    type(other, 8, 5, 'THREE');
    type(other, 4, 0, '// ');
    exchange();
    expect(one.model.getValue()).to.equal('ONE\n// two\nTHREE\n');
    expect(other.model.getValue()).to.equal(one.model.getValue());
  });

  it('makes one update of one edit, and none of an edit from elsewhere', () => {
    const {one, other, exchange} = pair('abc');
    const updates: unknown[] = [];
    one.doc.on('update', (_update: Uint8Array, origin: unknown) => updates.push(origin));
    type(one, 3, 0, 'd');
    expect(updates).to.deep.equal([one.binding]);
    type(other, 0, 0, '_');
    exchange();
    expect(updates).to.deep.equal([one.binding, 'room']);
    expect(one.model.getValue()).to.equal('_abcd');
  });

  it('takes several changes of one edit, such as from many carets', () => {
    const {one} = pair('a\nb\nc');
    const edits = [1, 2, 3].map((line) => ({range: new monaco.Range(line, 1, line, 1), text: '- '}));
    one.model.pushEditOperations([], edits, () => null);
    expect(one.text.toString()).to.equal('- a\n- b\n- c');
  });

  it('undoes own edits only', () => {
    const {one, other, exchange} = pair('base');
    type(one, 4, 0, ' mine');
    exchange();
    type(other, 0, 0, 'theirs ');
    exchange();
    one.model.undo();
    expect(one.model.getValue()).to.equal('theirs base');
    expect(one.text.toString()).to.equal('theirs base');
    one.model.undo();
    expect(one.model.getValue(), 'nothing of mine is left').to.equal('theirs base');
    one.model.redo();
    exchange();
    expect(other.model.getValue()).to.equal('theirs base mine');
  });

  it('tells where an undone edit was', () => {
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'first\nsecond\n');
    const places: unknown[] = [];
    const one = side(Y.encodeStateAsUpdate(doc), (place) => places.push({...place}));
    type(one, 8, 0, 'XX');
    one.model.undo();
    expect(places).to.deep.equal([{lineNumber: 2, column: 3}]);
  });

  it('keeps line feeds when a text with carriage returns is pasted', () => {
    const {one, other, exchange} = pair('a\nb\n');
    type(one, 2, 0, 'x\r\ny\r\n');
    exchange();
    expect(one.text.toString()).to.equal('a\nx\ny\nb\n');
    expect(other.model.getValue()).to.equal('a\nx\ny\nb\n');
  });

  it('keeps the carriage returns of a file that has them', () => {
    const {one, other, exchange} = pair('a\r\nb\r\n');
    type(one, one.model.getValueLength(), 0, 'c\n');
    exchange();
    expect(one.text.toString()).to.equal('a\r\nb\r\nc\r\n');
    expect(other.model.getLinesContent()).to.deep.equal(['a', 'b', 'c', '']);
  });

  it('edits the right place of a file with mixed line ends and leaves the rest as it is', () => {
    const {one} = pair('one\r\ntwo\nthree\rfour');
    one.model.pushEditOperations([], [{range: new monaco.Range(4, 1, 4, 5), text: 'FOUR'}], () => null);
    one.model.pushEditOperations([], [{range: new monaco.Range(2, 1, 2, 4), text: 'TWO'}], () => null);
    expect(one.text.toString()).to.equal('one\r\nTWO\nthree\rFOUR');
    expect(one.binding.offsetAt({lineNumber: 3, column: 2})).to.equal(10);
    expect(one.binding.placeAt(10)).to.include({lineNumber: 3, column: 2});
  });

  it('shows one line end where a typed line feed completes a carriage return', async () => {
    const {one} = pair('a\rb\nc\nd');
    one.model.pushEditOperations([], [{range: new monaco.Range(2, 1, 2, 1), text: '\n'}], () => null);
    await Promise.resolve();
    expect(one.text.toString()).to.equal('a\r\nb\nc\nd');
    expect(one.model.getLinesContent()).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('shows what others write with carriage returns', () => {
    const {one, other, exchange} = pair('a\nb');
    other.doc.transact(() => other.text.insert(1, '\r\nx\ry'), 'tool');
    exchange();
    expect(one.model.getLinesContent()).to.deep.equal(['a', 'x', 'y', 'b']);
    type(one, one.model.getValueLength(), 0, '!');
    expect(one.text.toString()).to.equal('a\r\nx\ry\nb!');
  });

  it('stays equal through many random edits on both sides', async () => {
    const {one, other, exchange} = pair('const a = 1;\r\nlet b;\nconst c = "\u{1f600}";\n');
    let seed = 7;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % limit;
    };
    const pieces = ['x', 'line\n', '\r\n', '\n\n', 'äé', '{\n  }\n', '\r', ''];
    for (let round = 0; round < 200; round++) {
      for (const at of [one, other]) {
        const length = at.model.getValueLength();
        const offset = random(length + 1);
        type(at, offset, Math.min(random(4), length - offset), pieces[random(pieces.length)] ?? '');
        if (random(9) === 0) at.model.undo();
      }
      if (random(3) === 0) exchange();
      await Promise.resolve();
    }
    exchange();
    exchange();
    await Promise.resolve();
    expect(one.text.toString()).to.equal(other.text.toString());
    for (const {text, model} of [one, other]) {
      expect(model.getValue()).to.equal(normalized(text, model.getEOL()));
    }
  });

  it('is over after dispose', () => {
    const {one} = pair('abc');
    sides.length = 0;
    one.binding.dispose();
    one.text.insert(0, '1');
    expect(one.model.getValue()).to.equal('abc');
    type(one, 0, 0, '2');
    expect(one.text.toString()).to.equal('1abc');
    one.model.dispose();
  });
});
