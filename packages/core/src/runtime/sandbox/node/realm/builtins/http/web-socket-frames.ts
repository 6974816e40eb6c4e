/*
 * The frames of WebSockets (RFC 6455 §5) as a client writes and reads them. No extension is ever offered, so none of
 * the reserved bits may be set.
 */

import {joinBytes} from '../../../../../../protocol/join-bytes.js';

const continuation = 0;
const kinds = {text: 1, binary: 2, close: 8, ping: 9, pong: 10} as const;
export type FrameKind = keyof typeof kinds;
type Bytes = Uint8Array<ArrayBuffer>;

/** One whole frame, masked as clients must. */
export function encodeFrame(kind: FrameKind, payload: Uint8Array): Bytes {
  const {length} = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = new Uint8Array(2 + lengthBytes + 4 + length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | kinds[kind];
  frame[1] = 0x80 | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  if (lengthBytes === 2) view.setUint16(2, length);
  if (lengthBytes === 8) view.setBigUint64(2, BigInt(length));
  const mask = crypto.getRandomValues(frame.subarray(2 + lengthBytes, 6 + lengthBytes));
  const start = 6 + lengthBytes;
  for (let at = 0; at < length; at++) frame[start + at] = payload[at]! ^ mask[at & 3]!;
  return frame;
}

/** A close frame; without a code it has no payload. */
export function encodeClose(code: number | null, reason: string): Bytes {
  if (code === null) return encodeFrame('close', new Uint8Array());
  return encodeFrame('close', Uint8Array.of(code >> 8, code & 255, ...new TextEncoder().encode(reason)));
}

/** The server broke the protocol. `code` is what the connection is closed with. */
export class FrameError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface FrameEvents {
  message: (data: string | Bytes) => void;
  ping: (payload: Bytes) => void;
  /** 1005 where the frame carries no code. */
  close: (code: number, reason: string) => void;
}

/** Reads what a server sends, in whatever parts it comes. */
export class FrameReader {
  readonly #maxMessageBytes: number;
  readonly #on: FrameEvents;
  /** What came and is not yet a whole frame. */
  #parts: Uint8Array[] = [];
  #length = 0;
  /** A message in several frames, as far as it has come. */
  #message: {kind: number; payloads: Bytes[]; length: number} | undefined;

  constructor(maxMessageBytes: number, on: FrameEvents) {
    this.#maxMessageBytes = maxMessageBytes;
    this.#on = on;
  }

  /** @throws FrameError, and nothing may be read after it */
  push(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    for (let header = this.#header(); header && this.#length >= header.end; header = this.#header()) {
      const frame = this.#take(header.end);
      this.#read(header.isFinal, header.kind, frame.slice(header.start));
    }
  }

  /** Of the frame that comes next, once that much of it is there. */
  #header(): {isFinal: boolean; kind: number; start: number; end: number} | undefined {
    if (this.#length < 2) return undefined;
    const [first = 0, second = 0] = this.#peek(2);
    const isFinal = (first & 0x80) !== 0;
    const kind = first & 0x0f;
    if (first & 0x70) throw new FrameError(1002, 'A reserved bit is set.');
    if (second & 0x80) throw new FrameError(1002, 'The frame of a server is masked.');
    const short = second & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (this.#length < start) return undefined;
    const head = this.#peek(start);
    const view = new DataView(head.buffer, head.byteOffset);
    const length = short === 126 ? view.getUint16(2) : short === 127 ? Number(view.getBigUint64(2)) : short;
    const isControl = kind >= kinds.close;
    if (isControl && (length > 125 || !isFinal)) throw new FrameError(1002, 'A control frame is too long.');
    const before = isControl ? 0 : (this.#message?.length ?? 0);
    if (before + length > this.#maxMessageBytes) throw new FrameError(1009, 'The message is too large.');
    return {isFinal, kind, start, end: start + length};
  }

  #read(isFinal: boolean, kind: number, payload: Bytes): void {
    switch (kind) {
      case kinds.close:
        return this.#close(payload);
      case kinds.ping:
        return this.#on.ping(payload);
      case kinds.pong:
        return;
      case continuation:
      case kinds.text:
      case kinds.binary:
        return this.#readData(isFinal, kind, payload);
      default:
        throw new FrameError(1002, `There is no frame of kind ${kind}.`);
    }
  }

  #readData(isFinal: boolean, kind: number, payload: Bytes): void {
    if ((kind === continuation) !== (this.#message !== undefined)) {
      throw new FrameError(1002, 'A message began within another, or goes on without having begun.');
    }
    this.#message ??= {kind, payloads: [], length: 0};
    const message = this.#message;
    message.payloads.push(payload);
    message.length += payload.length;
    if (!isFinal) return;
    this.#message = undefined;
    const whole = message.payloads.length === 1 ? payload : joinBytes(message.payloads);
    this.#on.message(message.kind === kinds.text ? textOf(whole) : whole);
  }

  #close(payload: Bytes): void {
    if (payload.length === 0) return this.#on.close(1005, '');
    const code = payload.length < 2 ? 0 : (payload[0]! << 8) | payload[1]!;
    if (!isCloseCode(code)) throw new FrameError(1002, `${code} is no code to close with.`);
    this.#on.close(code, textOf(payload.subarray(2)));
  }

  #peek(length: number): Uint8Array {
    if (this.#parts[0]!.length < length) this.#parts = [joinBytes(this.#parts)];
    return this.#parts[0]!.subarray(0, length);
  }

  #take(length: number): Bytes {
    const all = this.#parts.length === 1 ? this.#parts[0]! : joinBytes(this.#parts);
    this.#parts = all.length > length ? [all.subarray(length)] : [];
    this.#length -= length;
    return all.slice(0, length) as Bytes;
  }
}

/** Codes that may be in a frame (RFC 6455 §7.4). */
function isCloseCode(code: number): boolean {
  return (
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999)
  );
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    throw new FrameError(1007, 'The text is not UTF-8.');
  }
}
