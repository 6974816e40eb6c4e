import {CodecraftError} from '@codecraft/core/errors';
import {contentOf, replaceText} from '@codecraft/core/files';
import {limits} from '@codecraft/core/protocol';
import * as Y from 'yjs';
import type {LoadedDocument, LogPosition} from './document-storage.js';
import {type ScannedUpdate, scanUpdate} from './scan-update.js';
import {TextSize} from './text-size.js';

/** Owns the structs that the server itself writes: templates and the AI's files. */
const serverOwner = 'server';

/** An update whose structs are known and its sender's own. */
export interface CheckedUpdate {
  readonly update: Uint8Array;
  readonly scanned: ScannedUpdate;
  /** Yjs clients used for the first time, and by whom. */
  readonly claims: ReadonlyMap<number, string>;
}

/** An update that was tried and found good, not yet stored. */
export interface ProposedUpdate {
  readonly update: Uint8Array;
  readonly claims: ReadonlyMap<number, string>;
  /** Of the file's text afterwards, in UTF-8, rounded up to whole kibibytes. */
  readonly bytes: number;
}

/**
 * One file's text, in one replica that holds what is stored and, while an update is tried, that update. Yjs may throw
 * halfway through a forged update and has no way back: a document in which an update failed, or whose update could not
 * be stored, is to be thrown away and loaded again.
 */
export class FileDocument {
  position: LogPosition;
  private readonly document: Y.Doc;
  private readonly owners: Map<number, string>;
  private readonly size: TextSize;

  constructor({document, owners, position}: LoadedDocument) {
    this.document = document;
    this.owners = owners;
    this.position = position;
    this.size = new TextSize(contentOf(document));
  }

  get text(): string {
    return contentOf(this.document).toString();
  }

  /** All of the document, with the update that was proposed last. */
  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.document);
  }

  /**
   * What someone lacks who has this much, and what the server has.
   *
   * @throws CodecraftError `invalid-input` for bytes that are no state vector.
   */
  diff(stateVector: Uint8Array): {stateVector: Uint8Array; update: Uint8Array} {
    try {
      return {
        stateVector: Y.encodeStateVector(this.document),
        update: Y.encodeStateAsUpdate(this.document, stateVector),
      };
    } catch (cause) {
      throw new CodecraftError('invalid-input', 'This state vector cannot be read.', {cause});
    }
  }

  /**
   * Checks what can be known of a user's update without trying it.
   *
   * @throws CodecraftError `invalid-input`, `forbidden` for another person's clientID, `too-large`, or `limit-reached`.
   */
  check(update: Uint8Array, userId: string): CheckedUpdate {
    const scanned = scanUpdate(update);
    return {update, scanned, claims: this.claimsOf(scanned, userId)};
  }

  /**
   * Tries an update. Follow with `accept` once it is stored.
   *
   * @throws CodecraftError `invalid-input`, `conflict`, or `too-large`; the document is then spoiled.
   */
  propose({update, scanned, claims}: CheckedUpdate): ProposedUpdate {
    try {
      Y.applyUpdate(this.document, update);
      if (this.document.share.size > 1) throw new Error('An update made a second root type.');
    } catch (cause) {
      throw new CodecraftError('invalid-input', 'This edit cannot be applied. Open the file again.', {cause});
    }
    this.size.follow(scanned);
    this.requireSound();
    return {update, claims, bytes: this.size.bytes};
  }

  /** The update that turns the text into `next`, written by the server. Undefined when nothing changes. */
  proposeText(next: string): ProposedUpdate | undefined {
    // Yjs sends half a surrogate pair as U+FFFD, so that is what is stored and what everyone else has.
    const text = next.toWellFormed();
    if (text === this.text) return undefined;
    const before = Y.encodeStateVector(this.document);
    replaceText(contentOf(this.document), text);
    const update = Y.encodeStateAsUpdate(this.document, before);
    this.size.follow(scanUpdate(update));
    return {update, claims: new Map([[this.document.clientID, serverOwner]]), bytes: this.size.bytes};
  }

  accept({claims}: ProposedUpdate, position: LogPosition): void {
    for (const [client, owner] of claims) this.owners.set(client, owner);
    this.position = position;
  }

  /** Every new struct must come from a Yjs client of this user's: a client nobody used before, or used by them. */
  private claimsOf({structs}: ScannedUpdate, userId: string): Map<number, string> {
    const claims = new Map<number, string>();
    for (const {client, clock, length} of structs) {
      if (clock + length <= Y.getState(this.document.store, client)) continue; // known: a harmless repetition
      const owner = this.owners.get(client);
      if (owner === undefined && client !== this.document.clientID) claims.set(client, userId);
      else if (owner !== userId) throw foreignClient();
    }
    if (this.owners.size + claims.size > limits.maxWritersPerFile) {
      throw new CodecraftError(
        'limit-reached',
        'This file has been opened more often than one file can remember. Copy its text into a new file.',
      );
    }
    return claims;
  }

  /** @throws CodecraftError `conflict` for an update with a gap before it, or `too-large`. */
  private requireSound(): void {
    const {pendingStructs, pendingDs} = this.document.store;
    if (pendingStructs || pendingDs) {
      throw new CodecraftError(
        'conflict',
        'This edit builds on one that is missing here. Open the file again.',
      );
    }
    // The limit is a number of whole kibibytes, so rounding up takes nobody over it.
    if (this.size.bytes > limits.maxFileBytes) {
      throw new CodecraftError(
        'too-large',
        `A file can be ${limits.maxFileBytes / 1024} KB, and this edit makes it larger. Split the file.`,
      );
    }
  }
}

function foreignClient(): CodecraftError {
  return new CodecraftError('forbidden', 'This edit is signed as someone else’s. Open the file again.');
}
