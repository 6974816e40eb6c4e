import {CodecraftError} from '@codecraft/core/errors';
import {contentOf, replaceText} from '@codecraft/core/files';
import {limits, utf8Length} from '@codecraft/core/protocol';
import * as Y from 'yjs';
import type {LoadedDocument, LogPosition} from './document-storage.js';
import {scanUpdate} from './scan-update.js';

/** Owns the structs that the server itself writes: templates and the AI's files. */
const serverOwner = 'server';

/** An update that passed the guard, not yet part of the document. */
export interface ProposedUpdate {
  readonly update: Uint8Array;
  /** Yjs clients used for the first time, and by whom. */
  readonly claims: ReadonlyMap<number, string>;
  /** Of the file's text afterwards, in UTF-8. */
  readonly bytes: number;
}

/**
 * One file's text. Two replicas hold it: `accepted` is what is stored, `scratch` is where an update is tried
 * first, because Yjs may throw halfway through a forged update and has no way back.
 */
export class FileDocument {
  position: LogPosition;
  private readonly accepted: Y.Doc;
  private scratch: Y.Doc;
  private readonly owners: Map<number, string>;

  constructor({document, owners, position}: LoadedDocument) {
    this.accepted = document;
    this.owners = owners;
    this.position = position;
    this.scratch = copyOf(document);
  }

  get text(): string {
    return contentOf(this.accepted).toString();
  }

  /** All of the document with the update that was proposed last. */
  get proposedState(): Uint8Array {
    return Y.encodeStateAsUpdate(this.scratch);
  }

  /**
   * What someone lacks who has this much, and what the server has.
   *
   * @throws CodecraftError `invalid-input` for bytes that are no state vector.
   */
  diff(stateVector: Uint8Array): {stateVector: Uint8Array; update: Uint8Array} {
    try {
      return {
        stateVector: Y.encodeStateVector(this.accepted),
        update: Y.encodeStateAsUpdate(this.accepted, stateVector),
      };
    } catch (cause) {
      throw new CodecraftError('invalid-input', 'This state vector cannot be read.', {cause});
    }
  }

  /**
   * Checks a user's update by trying it. Follow with `accept` once it is stored, or with `discard`.
   *
   * @throws CodecraftError `invalid-input`, `forbidden` for another person's clientID, or `too-large`.
   */
  propose(update: Uint8Array, userId: string): ProposedUpdate {
    const claims = this.claimsOf(update, userId);
    try {
      Y.applyUpdate(this.scratch, update);
      return {update, claims, bytes: this.checkScratch()};
    } catch (cause) {
      this.discard();
      if (cause instanceof CodecraftError) throw cause;
      throw new CodecraftError('invalid-input', 'This edit cannot be applied. Open the file again.', {cause});
    }
  }

  /** The update that turns the text into `next`, written by the server. Undefined when nothing changes. */
  proposeText(next: string): ProposedUpdate | undefined {
    if (next === this.text) return undefined;
    const before = Y.encodeStateVector(this.scratch);
    replaceText(contentOf(this.scratch), next);
    const update = Y.encodeStateAsUpdate(this.scratch, before);
    return {update, claims: new Map([[this.scratch.clientID, serverOwner]]), bytes: utf8Length(next)};
  }

  accept({update, claims}: ProposedUpdate, position: LogPosition): void {
    Y.applyUpdate(this.accepted, update);
    for (const [client, owner] of claims) this.owners.set(client, owner);
    this.position = position;
  }

  discard(): void {
    this.scratch.destroy();
    this.scratch = copyOf(this.accepted);
  }

  /** Every new struct must come from a Yjs client of this user's: a client nobody used before, or used by them. */
  private claimsOf(update: Uint8Array, userId: string): Map<number, string> {
    const claims = new Map<number, string>();
    for (const {client, clock, length} of scanUpdate(update).structs) {
      if (clock + length <= Y.getState(this.accepted.store, client)) continue; // known: a harmless repetition
      const owner = this.owners.get(client);
      if (owner === undefined && client !== this.scratch.clientID) claims.set(client, userId);
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

  /** @returns The size of the text in bytes. */
  private checkScratch(): number {
    const {pendingStructs, pendingDs} = this.scratch.store;
    if (pendingStructs || pendingDs) {
      throw new CodecraftError(
        'conflict',
        'This edit builds on one that is missing here. Open the file again.',
      );
    }
    if (this.scratch.share.size > 1) throw new Error('An update made a second root type.');
    const bytes = utf8Length(contentOf(this.scratch).toString());
    if (bytes > limits.maxFileBytes) {
      throw new CodecraftError(
        'too-large',
        `A file can be ${limits.maxFileBytes / 1024} KB, and this edit makes it larger. Split the file.`,
      );
    }
    return bytes;
  }
}

function copyOf(document: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  return copy;
}

function foreignClient(): CodecraftError {
  return new CodecraftError('forbidden', 'This edit is signed as someone else’s. Open the file again.');
}
