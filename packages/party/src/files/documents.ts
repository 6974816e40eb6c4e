import {CodecraftError} from '@codecraft/core/errors';
import {limits, utf8Length} from '@codecraft/core/protocol';
import * as Y from 'yjs';
import {mergeChanges, type Storage, type StorageChange} from '../host/storage.js';
import {FileDocument, type ProposedUpdate} from './document.js';
import {
  appendUpdate,
  claimChange,
  compactLog,
  isLogLong,
  loadDocument,
  newPosition,
  removeChange,
} from './document-storage.js';

/** Text of documents kept in memory at once; the rest is read again when asked for. */
const maxLoadedBytes = 8 * 1024 * 1024;

const sizePrefix = 'size:';

/** The contents of a project's files. Every change is stored before it counts. */
export class Documents {
  private readonly storage: Storage;
  /** Least recently used first. */
  private readonly loaded = new Map<string, FileDocument>();
  /** Of each file's text in UTF-8, rounded up to whole units. */
  private sizes = new Map<string, number>();
  private readonly maxHistoryBytes: number;

  constructor(storage: Storage, {maxHistoryBytes}: {maxHistoryBytes: number} = limits) {
    this.storage = storage;
    this.maxHistoryBytes = maxHistoryBytes;
  }

  async start(): Promise<void> {
    const sizes = await this.storage.list<number>({prefix: sizePrefix});
    this.sizes = new Map([...sizes].map(([key, bytes]) => [key.slice(sizePrefix.length), bytes]));
  }

  /** Of all files' texts in UTF-8, each rounded up to a whole kibibyte. */
  get totalBytes(): number {
    let total = 0;
    for (const bytes of this.sizes.values()) total += bytes;
    return total;
  }

  async diff(fileId: string, stateVector: Uint8Array) {
    return (await this.load(fileId)).diff(stateVector);
  }

  async textOf(fileId: string): Promise<string> {
    return (await this.load(fileId)).text;
  }

  /**
   * Takes a user's update in. Resolves once it is stored.
   *
   * @throws CodecraftError when the guard refuses it; the document is then as before.
   */
  async receive(fileId: string, update: Uint8Array, userId: string): Promise<void> {
    const document = await this.load(fileId);
    const checked = document.check(update, userId);
    await this.store(fileId, document, () => document.propose(checked));
  }

  /**
   * Makes a file's text equal `text`, leaving alone what is already the same.
   *
   * @returns The update to tell others, or undefined when nothing changed.
   * @throws CodecraftError `too-large`, `limit-reached`.
   */
  async write(fileId: string, text: string): Promise<Uint8Array | undefined> {
    checkSize(text);
    const document = await this.load(fileId);
    return this.store(fileId, document, () => document.proposeText(text));
  }

  /**
   * Makes a new file's document.
   *
   * @param write Stores the document together with the event that creates the file.
   * @throws CodecraftError `too-large`, `limit-reached`.
   */
  async create(fileId: string, text: string, write: (change: StorageChange) => Promise<void>): Promise<void> {
    checkSize(text);
    const document = new FileDocument({document: new Y.Doc(), owners: new Map(), position: newPosition});
    const proposed = document.proposeText(text);
    const bytes = proposed?.bytes ?? 0;
    await write(
      mergeChanges(
        this.sizeChange(fileId, bytes),
        proposed ? claimChange(fileId, proposed.claims) : {},
        proposed ? appendUpdate(fileId, newPosition, proposed.update).change : {},
      ),
    );
    this.sizes.set(fileId, bytes);
  }

  /** @param write Removes the documents together with the event that deletes their files. */
  async remove(fileIds: readonly string[], write: (change: StorageChange) => Promise<void>): Promise<void> {
    const removals = await Promise.all(fileIds.map((fileId) => removeChange(this.storage, fileId)));
    const sizes = {delete: fileIds.map((fileId) => sizePrefix + fileId)};
    await write(mergeChanges(...removals, sizes));
    for (const fileId of fileIds) {
      this.loaded.delete(fileId);
      this.sizes.delete(fileId);
    }
  }

  /** To be called when the storage was emptied. */
  forget(): void {
    this.loaded.clear();
    this.sizes.clear();
  }

  /** @returns The update, or undefined when there was nothing to store. */
  private async store(
    fileId: string,
    document: FileDocument,
    propose: () => ProposedUpdate | undefined,
  ): Promise<Uint8Array | undefined> {
    try {
      const proposed = propose();
      if (!proposed) return undefined;
      const {change, position} = isLogLong(document.position)
        ? compactLog(fileId, document.position, requireHistory(document.state, this.maxHistoryBytes))
        : appendUpdate(fileId, document.position, proposed.update);
      const size = this.sizeChange(fileId, proposed.bytes);
      await this.storage.write(mergeChanges(size, claimChange(fileId, proposed.claims), change));
      this.sizes.set(fileId, proposed.bytes);
      document.accept(proposed, position);
      return proposed.update;
    } catch (error) {
      // It may hold what was refused, or half of it. What is stored does not.
      this.loaded.delete(fileId);
      throw error;
    }
  }

  /** @throws CodecraftError `limit-reached` when the project as a whole would become too large. */
  private sizeChange(fileId: string, size: number): StorageChange {
    const before = this.sizes.get(fileId);
    if (size === before) return {};
    const growth = size - (before ?? 0);
    if (growth > 0 && this.totalBytes + growth > limits.maxProjectBytes) {
      throw new CodecraftError(
        'limit-reached',
        `A project can hold ${limits.maxProjectBytes / 1024 / 1024} MB, and this one is full. Delete files you do not need.`,
      );
    }
    return {put: {[sizePrefix + fileId]: size}};
  }

  private async load(fileId: string): Promise<FileDocument> {
    const document = this.loaded.get(fileId) ?? new FileDocument(await loadDocument(this.storage, fileId));
    this.loaded.delete(fileId);
    this.loaded.set(fileId, document);
    this.unloadOldest();
    return document;
  }

  private unloadOldest(): void {
    const sizeOf = (fileId: string) => this.sizes.get(fileId) ?? 0;
    let total = [...this.loaded.keys()].reduce((sum, fileId) => sum + sizeOf(fileId), 0);
    for (const fileId of this.loaded.keys()) {
      if (total <= maxLoadedBytes || this.loaded.size === 1) return;
      this.loaded.delete(fileId);
      total -= sizeOf(fileId);
    }
  }
}

/**
 * What was deleted leaves a trace in a document for ever, and a file that is never new again must not grow for ever.
 *
 * @throws CodecraftError `limit-reached`.
 */
function requireHistory(state: Uint8Array, maxBytes: number): Uint8Array {
  if (state.length <= maxBytes) return state;
  throw new CodecraftError(
    'limit-reached',
    'This file has been edited more than one file can remember. Copy its text into a new file.',
  );
}

function checkSize(text: string): void {
  if (utf8Length(text) <= limits.maxFileBytes) return;
  throw new CodecraftError('too-large', `A file can be ${limits.maxFileBytes / 1024} KB. Split this one.`);
}
