import {CodecraftError} from '@codecraft/core/errors';
import * as decoding from 'lib0/decoding';

/** A run of a client's operations: numbers `clock` to `clock + length - 1` of that client. */
export interface StructRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** What an update holds, as far as the guard needs to know. */
export interface ScannedUpdate {
  readonly structs: readonly StructRange[];
  /** How many ranges are deleted. */
  readonly deletions: number;
  /** All text in the update, in UTF-8 bytes and in UTF-16 units. Some of it may be known already. */
  readonly inserted: {readonly bytes: number; readonly units: number};
  readonly isEmpty: boolean;
}

/** What one update may hold. An honest one has a handful of structs; years of offline typing stay below this. */
const maxStructs = 20_000;
const maxClients = 64;
const maxLength = 16 * 1024 * 1024;

/** Kinds of struct, as Yjs numbers them in the low five bits of a struct's first byte. */
const garbage = 0;
const deleted = 1;
const string = 4;
const skip = 10;

/**
 * Reads an update (Yjs format v1, one text in the root `content`, nothing else) without building anything.
 *
 * Yjs itself allocates what the numbers in an update ask for: seven bytes can cost 230 MB. So this goes first,
 * and lets through only what plain text editing writes: insertions into the root text, deletions and gaps.
 *
 * Layout: https://github.com/yjs/yjs/blob/v13.6.20/src/utils/encoding.js (readClientsStructRefs, readDeleteSet)
 *
 * @throws CodecraftError `invalid-input`, or `too-large`.
 */
export function scanUpdate(update: Uint8Array): ScannedUpdate {
  const decoder = decoding.createDecoder(update);
  const scanned = orInvalid(() => ({...scanStructs(decoder), deletions: scanDeletions(decoder)}));
  if (decoding.hasContent(decoder)) throw invalid();
  return {...scanned, isEmpty: scanned.structs.length === 0 && scanned.deletions === 0};
}

function scanStructs(decoder: decoding.Decoder): Pick<ScannedUpdate, 'structs' | 'inserted'> {
  const structs: StructRange[] = [];
  const inserted = {bytes: 0, units: 0};
  const clients = decoding.readVarUint(decoder);
  if (clients > maxClients) throw tooLarge();
  for (let index = 0; index < clients; index++) {
    const count = decoding.readVarUint(decoder);
    if (structs.length + count > maxStructs) throw tooLarge();
    const client = decoding.readVarUint(decoder);
    let clock = decoding.readVarUint(decoder);
    for (let number = 0; number < count; number++) {
      const {kind, length, bytes} = scanStruct(decoder);
      if (length < 1 || length > maxLength) throw invalid();
      if (kind === string) {
        inserted.bytes += bytes;
        inserted.units += length;
      }
      if (kind !== skip) structs.push({client, clock, length});
      clock += length;
    }
  }
  return {structs, inserted};
}

/** @returns With the length in UTF-16 units; `bytes` is that of a string's text, and 0 for others. */
function scanStruct(decoder: decoding.Decoder): {kind: number; length: number; bytes: number} {
  const info = decoding.readUint8(decoder);
  const kind = info & 0b11111;
  if (kind === garbage || kind === skip) return {kind, length: decoding.readVarUint(decoder), bytes: 0};

  const hasLeft = (info & 0b1000_0000) !== 0;
  const hasRight = (info & 0b0100_0000) !== 0;
  if (hasLeft) scanId(decoder);
  if (hasRight) scanId(decoder);
  if (!hasLeft && !hasRight) {
    const isRoot = decoding.readVarUint(decoder) === 1;
    if (!isRoot || decoding.readVarString(decoder) !== 'content') throw invalid();
    const isKeyOfMap = (info & 0b0010_0000) !== 0;
    if (isKeyOfMap) throw invalid();
  }
  if (kind === deleted) return {kind, length: decoding.readVarUint(decoder), bytes: 0};
  if (kind === string) {
    const bytes = decoding.peekVarUint(decoder);
    return {kind, length: decoding.readVarString(decoder).length, bytes};
  }
  throw invalid();
}

function scanId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
}

/** @returns How many ranges are deleted. */
function scanDeletions(decoder: decoding.Decoder): number {
  let total = 0;
  const clients = decoding.readVarUint(decoder);
  for (let index = 0; index < clients; index++) {
    decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    total += count;
    if (total > maxStructs) throw tooLarge();
    for (let number = 0; number < count; number++) scanId(decoder);
  }
  return total;
}

/** lib0 throws plain errors at the end of the bytes. */
function orInvalid<Result>(scan: () => Result): Result {
  try {
    return scan();
  } catch (cause) {
    if (cause instanceof CodecraftError) throw cause;
    throw invalid(cause);
  }
}

function invalid(cause?: unknown): CodecraftError {
  return new CodecraftError('invalid-input', 'This edit is not an edit of plain text. Open the file again.', {
    cause,
  });
}

function tooLarge(): CodecraftError {
  return new CodecraftError('too-large', 'This edit has too many parts. Make it in smaller steps.');
}
