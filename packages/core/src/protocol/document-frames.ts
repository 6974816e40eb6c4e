import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {CodecraftError, type ErrorCode, errorCodes} from '../errors.js';
import {FileId} from './ids.js';

/**
 * A file's text travels as binary frames beside the text messages, one Y.Doc (update format v1) a file:
 *
 *   varUint kind · varString fileId · fields of the kind, in the order of the type below
 */
export type DocumentFrame =
  /** Client: send me this file; this is what I have. */
  | {kind: 'open'; fileId: string; stateVector: Uint8Array}
  /** Server: what you lack, and what I have. */
  | {kind: 'state'; fileId: string; stateVector: Uint8Array; update: Uint8Array}
  /** Client: an edit, numbered by the client from 1 for each file. Server: someone's edit, number 0. */
  | {kind: 'update'; fileId: string; number: number; update: Uint8Array}
  /** Server: your edit is stored. */
  | {kind: 'acknowledged'; fileId: string; number: number}
  /** Server: your edit is not kept; open the file again. */
  | {kind: 'refused'; fileId: string; number: number; code: ErrorCode; message: string};

const kinds = ['open', 'state', 'update', 'acknowledged', 'refused'] as const;

export function encodeDocumentFrame(frame: DocumentFrame): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kinds.indexOf(frame.kind));
  encoding.writeVarString(encoder, frame.fileId);
  switch (frame.kind) {
    case 'open':
      encoding.writeVarUint8Array(encoder, frame.stateVector);
      break;
    case 'state':
      encoding.writeVarUint8Array(encoder, frame.stateVector);
      encoding.writeVarUint8Array(encoder, frame.update);
      break;
    case 'update':
      encoding.writeVarUint(encoder, frame.number);
      encoding.writeVarUint8Array(encoder, frame.update);
      break;
    case 'acknowledged':
      encoding.writeVarUint(encoder, frame.number);
      break;
    case 'refused':
      encoding.writeVarUint(encoder, frame.number);
      encoding.writeVarString(encoder, frame.code);
      encoding.writeVarString(encoder, frame.message);
      break;
  }
  return encoding.toUint8Array(encoder);
}

/** @throws CodecraftError `invalid-input` for anything that is not exactly one frame. */
export function decodeDocumentFrame(bytes: Uint8Array): DocumentFrame {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readFrame(decoder);
    if (decoding.hasContent(decoder)) throw new Error('bytes after the frame');
    return frame;
  } catch (cause) {
    throw new CodecraftError('invalid-input', 'This document frame cannot be read.', {cause});
  }
}

function readFrame(decoder: decoding.Decoder): DocumentFrame {
  const kind = kinds[decoding.readVarUint(decoder)];
  const fileId = FileId.parse(decoding.readVarString(decoder));
  switch (kind) {
    case 'open':
      return {kind, fileId, stateVector: readBytes(decoder)};
    case 'state':
      return {kind, fileId, stateVector: readBytes(decoder), update: readBytes(decoder)};
    case 'update':
      return {kind, fileId, number: decoding.readVarUint(decoder), update: readBytes(decoder)};
    case 'acknowledged':
      return {kind, fileId, number: decoding.readVarUint(decoder)};
    case 'refused':
      return {
        kind,
        fileId,
        number: decoding.readVarUint(decoder),
        code: readErrorCode(decoder),
        message: decoding.readVarString(decoder),
      };
    default:
      throw new Error('unknown kind of frame');
  }
}

/** A copy: lib0 hands out views, and a view would keep the whole socket message in memory. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  return decoding.readVarUint8Array(decoder).slice();
}

function readErrorCode(decoder: decoding.Decoder): ErrorCode {
  const code = decoding.readVarString(decoder);
  return (errorCodes as readonly string[]).includes(code) ? (code as ErrorCode) : 'internal';
}
