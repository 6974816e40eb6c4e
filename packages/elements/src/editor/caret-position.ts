import * as Y from 'yjs';

/** A place in a text that moves with the text around it, as base64 for the wire. */
export function encodePosition(text: Y.Text, offset: number): string {
  const bytes = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, offset));
  return btoa(String.fromCharCode(...bytes));
}

/** The offset a place is at now; null when it is not one in this text. */
export function decodePosition(text: Y.Text, encoded: string): number | null {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const position = Y.createAbsolutePositionFromRelativePosition(
      Y.decodeRelativePosition(bytes),
      text.doc as Y.Doc,
    );
    return position?.type === text ? position.index : null;
  } catch {
    // Someone else's client sent it: what cannot be read is no place.
    return null;
  }
}
