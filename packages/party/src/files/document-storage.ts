import {joinBytes} from '@codecraft/core/protocol';
import * as Y from 'yjs';
import {maxValueBytes, type Storage, type StorageChange, sortable} from '../host/storage.js';

/**
 * One document as keys: a log of updates `y:<file>:u:<seq12>`, a snapshot of all before them in chunks
 * `y:<file>:s:<generation>:<chunk4>`, where the snapshot ends `y:<file>:m`, and who owns which Yjs client
 * `y:<file>:o:<client>`.
 */
interface SnapshotRecord {
  readonly generation: number;
  readonly chunks: number;
  /** The number of the last log entry the snapshot includes. */
  readonly sequence: number;
}

/** An update longer than one value allows is spread over several entries. */
interface LogEntry {
  readonly update: Uint8Array;
  readonly hasMore: boolean;
}

/** Where a document's log and snapshot stand. Changes only together with a written `StorageChange`. */
export interface LogPosition {
  readonly snapshot: SnapshotRecord;
  readonly sequence: number;
  /** Of the log's entries since the snapshot. */
  readonly logBytes: number;
}

export interface LoadedDocument {
  readonly document: Y.Doc;
  readonly owners: Map<number, string>;
  readonly position: LogPosition;
}

const compactAfterEntries = 200;
const compactAfterBytes = 1024 * 1024;

const prefixOf = (fileId: string) => `y:${fileId}:`;
const logKey = (fileId: string, sequence: number) => `${prefixOf(fileId)}u:${sortable(sequence)}`;
const snapshotKey = (fileId: string) => `${prefixOf(fileId)}m`;
const chunkPrefix = (fileId: string, generation: number) => `${prefixOf(fileId)}s:${generation}:`;
const ownerPrefix = (fileId: string) => `${prefixOf(fileId)}o:`;

export const newPosition: LogPosition = {
  snapshot: {generation: 0, chunks: 0, sequence: 0},
  sequence: 0,
  logBytes: 0,
};

export async function loadDocument(storage: Storage, fileId: string): Promise<LoadedDocument> {
  const document = new Y.Doc();
  const snapshot = (await storage.get<SnapshotRecord>(snapshotKey(fileId))) ?? newPosition.snapshot;
  if (snapshot.chunks > 0) {
    const chunks = await storage.list<Uint8Array>({prefix: chunkPrefix(fileId, snapshot.generation)});
    Y.applyUpdate(document, joinBytes([...chunks.values()]));
  }
  const entries = await storage.list<LogEntry>({
    start: logKey(fileId, snapshot.sequence + 1),
    end: `${prefixOf(fileId)}u;`,
  });
  let parts: Uint8Array[] = [];
  let logBytes = 0;
  for (const entry of entries.values()) {
    parts.push(entry.update);
    logBytes += entry.update.length;
    if (entry.hasMore) continue;
    Y.applyUpdate(document, joinBytes(parts));
    parts = [];
  }
  const owners = await storage.list<string>({prefix: ownerPrefix(fileId)});
  return {
    document,
    owners: new Map(
      [...owners].map(([key, owner]) => [Number(key.slice(ownerPrefix(fileId).length)), owner]),
    ),
    position: {snapshot, sequence: snapshot.sequence + entries.size, logBytes},
  };
}

/** Adds an update to the log. @returns What to write, and where the log stands once it is. */
export function appendUpdate(
  fileId: string,
  {snapshot, sequence, logBytes}: LogPosition,
  update: Uint8Array,
): {change: StorageChange; position: LogPosition} {
  const chunks = split(update);
  const put: Record<string, LogEntry> = {};
  chunks.forEach((chunk, index) => {
    put[logKey(fileId, sequence + 1 + index)] = {update: chunk, hasMore: index < chunks.length - 1};
  });
  return {
    change: {put},
    position: {snapshot, sequence: sequence + chunks.length, logBytes: logBytes + update.length},
  };
}

export function isLogLong({snapshot, sequence, logBytes}: LogPosition): boolean {
  return sequence - snapshot.sequence >= compactAfterEntries || logBytes >= compactAfterBytes;
}

/** Replaces snapshot and log by a new snapshot. */
export function compactLog(
  fileId: string,
  {snapshot, sequence}: LogPosition,
  state: Uint8Array,
): {change: StorageChange; position: LogPosition} {
  const generation = snapshot.generation + 1;
  const chunks = split(state);
  const next: SnapshotRecord = {generation, chunks: chunks.length, sequence};
  const put: Record<string, unknown> = {[snapshotKey(fileId)]: next};
  chunks.forEach((chunk, index) => {
    put[chunkPrefix(fileId, generation) + sortable(index, 4)] = chunk;
  });
  const stale = [
    ...numbersFrom(0, snapshot.chunks).map(
      (index) => chunkPrefix(fileId, snapshot.generation) + sortable(index, 4),
    ),
    ...numbersFrom(snapshot.sequence + 1, sequence + 1).map((entry) => logKey(fileId, entry)),
  ];
  return {change: {put, delete: stale}, position: {snapshot: next, sequence, logBytes: 0}};
}

export function claimChange(fileId: string, claims: ReadonlyMap<number, string>): StorageChange {
  return {
    put: Object.fromEntries([...claims].map(([client, owner]) => [ownerPrefix(fileId) + client, owner])),
  };
}

/** Removes all of a document. */
export async function removeChange(storage: Storage, fileId: string): Promise<StorageChange> {
  const keys = await storage.list({prefix: prefixOf(fileId)});
  return {delete: [...keys.keys()]};
}

function split(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += maxValueBytes) {
    chunks.push(bytes.slice(start, start + maxValueBytes));
  }
  return chunks;
}

function numbersFrom(start: number, end: number): number[] {
  return Array.from({length: end - start}, (_, index) => start + index);
}
