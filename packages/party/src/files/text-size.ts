import {utf8Length} from '@codecraft/core/protocol';
import type * as Y from 'yjs';
import type {ScannedUpdate} from './scan-update.js';

/** A size is kept in whole kibibytes, so that it is written once in many edits and not with each of them. */
const sizeUnitBytes = 1024;

/** Rounds a size up to whole units. */
export function wholeUnits(bytes: number): number {
  return Math.ceil(bytes / sizeUnitBytes) * sizeUnitBytes;
}

/** No UTF-16 unit takes more in UTF-8; half a surrogate pair takes two, or three once it is U+FFFD. */
const maxBytesPerUnit = 3;
/** An inserted struct and a deleted range have two ends; Yjs makes a pair that an end splits two bytes longer. */
const maxSplitBytes = 4;

/**
 * The size of a document's text in UTF-8, in whole units. Follows each edit with a lower and an upper bound, and counts
 * the text only when a unit's border lies between them: counting takes as long as the whole text, an edit must not.
 */
export class TextSize {
  private readonly text: Y.Text;
  private atLeast = 0;
  private atMost = 0;
  private length = 0;

  constructor(text: Y.Text) {
    this.text = text;
    this.count();
  }

  /** Bytes, rounded up to whole units: exactly what counting would give. */
  get bytes(): number {
    return wholeUnits(this.atMost);
  }

  /** To be called after each update was applied, with what it held. */
  follow({structs, deletions, inserted}: ScannedUpdate): void {
    const {length} = this.text;
    const goneUnits = this.length + inserted.units - length; // deleted, or known before and not inserted again
    const splitBytes = maxSplitBytes * (structs.length + deletions);
    this.atLeast += inserted.bytes - maxBytesPerUnit * goneUnits - splitBytes;
    this.atMost += inserted.bytes + splitBytes;
    this.length = length;
    if (wholeUnits(this.atLeast) !== wholeUnits(this.atMost)) this.count();
  }

  private count(): void {
    this.atLeast = this.atMost = utf8Length(this.text.toString());
    this.length = this.text.length;
  }
}
