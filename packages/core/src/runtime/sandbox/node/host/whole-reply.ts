import {joinBytes} from '../../../../protocol/join-bytes.js';
import type {Piece} from '../../piece-stream.js';
import type {ServerReply} from '../protocol.js';
import type {StreamedReply} from './server-ports.js';

const maxBytes = 50_000_000;

/**
 * Reads an answer to its end, for those who need all of it.
 *
 * @throws Error where it is longer than 50 MB, or its server ended before
 */
export async function wholeReply({status, headers, body}: StreamedReply): Promise<ServerReply> {
  const pieces: Piece[] = [];
  let length = 0;
  const write = (piece: Piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length > maxBytes) throw new Error(`The answer is longer than ${maxBytes / 1e6} MB.`);
  };
  await body.pipeTo(new WritableStream({write}));
  return {status, headers, body: joinBytes(pieces)};
}
