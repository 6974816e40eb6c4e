import type * as Y from 'yjs';

/** The live text of a file, for as long as someone holds it. */
export interface OpenDocument {
  readonly fileId: string;
  /** Another one after `onReplaced`. */
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  /** Called when the server refused an edit and `doc` and `text` are new objects with the kept text. */
  onReplaced(listener: () => void): () => void;
  /** Say that nobody here shows it any more. */
  release(): void;
}
