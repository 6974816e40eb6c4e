import * as Y from 'yjs';
import {LineIndex, type Place} from './line-index.js';
import type {editor, IDisposable} from './monaco.js';

type Edit = editor.IIdentifiedSingleEditOperation;

/**
 * Keeps a Monaco model equal to a Y.Text, both ways, with an undo of one's own edits only.
 *
 * A file may mix line ends; Monaco cannot. While the text has no
 * carriage return the offsets of both are the same. Otherwise places are carried over by line and column, and what
 * others wrote is taken over as one difference.
 */
export class TextBinding implements IDisposable {
  readonly undoManager: Y.UndoManager;
  private readonly text: Y.Text;
  private readonly model: editor.ITextModel;
  private readonly onUndo: (place: Place) => void;
  private readonly modelListener: IDisposable;
  private isApplying = false;
  private hasCarriageReturns: boolean;

  /** `onUndo` is told where an undone or redone edit ends. */
  constructor(text: Y.Text, model: editor.ITextModel, onUndo: (place: Place) => void = () => undefined) {
    this.text = text;
    this.model = model;
    this.onUndo = onUndo;
    this.hasCarriageReturns = text.toString().includes('\r');
    this.undoManager = new Y.UndoManager(text, {trackedOrigins: new Set([this])});
    // Monaco's own undo would take back the edits of others; every way to it ends in these two.
    model.undo = () => void this.undoManager.undo();
    model.redo = () => void this.undoManager.redo();
    this.modelListener = model.onDidChangeContent((event) => this.onModelChange(event));
    text.observe(this.onTextChange);
    this.takeOver();
  }

  /** The offset in the Y.Text of a place in the model. */
  offsetAt(place: Place): number {
    if (this.hasCarriageReturns) return new LineIndex(this.text.toString()).offsetAt(place);
    return this.model.getOffsetAt(place);
  }

  placeAt(offset: number): Place {
    if (this.hasCarriageReturns) return new LineIndex(this.text.toString()).placeAt(offset);
    return this.model.getPositionAt(offset);
  }

  dispose(): void {
    this.modelListener.dispose();
    this.text.unobserve(this.onTextChange);
    this.undoManager.destroy();
  }

  private onModelChange({changes}: editor.IModelContentChangedEvent): void {
    if (this.isApplying) return;
    const index = this.hasCarriageReturns ? new LineIndex(this.text.toString()) : null;
    // From the end, so that each offset is still the one from before.
    const fromTheEnd = [...changes].sort((one, other) => other.rangeOffset - one.rangeOffset);
    const write = () => {
      for (const {range, rangeOffset, rangeLength, text} of fromTheEnd) {
        const start = index?.offsetAt(placeOf(range.startLineNumber, range.startColumn)) ?? rangeOffset;
        const end =
          index?.offsetAt(placeOf(range.endLineNumber, range.endColumn)) ?? rangeOffset + rangeLength;
        this.text.delete(start, end - start);
        this.text.insert(start, text);
        this.hasCarriageReturns ||= text.includes('\r');
      }
    };
    if (this.text.doc) this.text.doc.transact(write, this);
    else write();
    // A typed line feed beside a carriage return of the file makes one line end of two.
    if (index) queueMicrotask(() => this.takeOver());
  }

  private readonly onTextChange = ({delta, transaction}: Y.YTextEvent): void => {
    if (transaction.origin === this) return;
    this.hasCarriageReturns ||= delta.some(({insert}) => typeof insert === 'string' && insert.includes('\r'));
    const place = this.hasCarriageReturns ? this.takeOver() : this.apply(editsOf(delta, this.model));
    if (place && transaction.origin === this.undoManager) this.onUndo(place);
  };

  /** Makes the model equal to the text by one edit at the one place where they differ. */
  private takeOver(): Place | null {
    if (this.model.isDisposed()) return null;
    const before = this.model.getValue();
    const after = this.text.toString().replace(/\r\n|\r|\n/g, this.model.getEOL());
    if (before === after) return null;
    let start = 0;
    const shorter = Math.min(before.length, after.length);
    while (start < shorter && before[start] === after[start]) start++;
    let end = 0;
    while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
    const text = after.slice(start, after.length - end);
    return this.apply([editAt(this.model, start, before.length - end, text)]);
  }

  /** Answers where the last edit ends. */
  private apply(edits: Edit[]): Place | null {
    const last = edits.at(-1);
    if (!last) return null;
    const end = this.model.getValueLength() - this.model.getOffsetAt(endOf(last));
    this.isApplying = true;
    this.model.applyEdits(edits);
    this.isApplying = false;
    return this.model.getPositionAt(this.model.getValueLength() - end);
  }
}

const placeOf = (lineNumber: number, column: number): Place => ({lineNumber, column});
const endOf = ({range}: Edit): Place => placeOf(range.endLineNumber, range.endColumn);

/** A Yjs delta as edits of the model as it was before. */
function editsOf(delta: Y.YTextEvent['delta'], model: editor.ITextModel): Edit[] {
  const edits: Edit[] = [];
  let offset = 0;
  let pending: {start: number; end: number; text: string} | null = null;
  const flush = () => {
    if (pending) edits.push(editAt(model, pending.start, pending.end, pending.text));
    pending = null;
  };
  for (const {retain, insert, delete: deleted} of delta) {
    if (retain) {
      flush();
      offset += retain;
      continue;
    }
    // What is inserted and deleted at one place is one replacement.
    pending ??= {start: offset, end: offset, text: ''};
    if (typeof insert === 'string') pending.text += insert;
    offset += deleted ?? 0;
    pending.end = offset;
  }
  flush();
  return edits;
}

function editAt(model: editor.ITextModel, start: number, end: number, text: string): Edit {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(end);
  const range = {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  };
  return {range, text};
}
