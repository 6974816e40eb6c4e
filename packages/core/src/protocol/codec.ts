import type {z} from 'zod';
import {CodecraftError} from '../errors.js';
import {ClientMessage, ServerMessage} from './messages.js';

export function encodeMessage(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message);
}

/** @throws CodecraftError `invalid-input` naming the field that does not fit. */
export function decodeClientMessage(text: string): ClientMessage {
  return decode(ClientMessage, text);
}

/** @throws CodecraftError `invalid-input` naming the field that does not fit. */
export function decodeServerMessage(text: string): ServerMessage {
  return decode(ServerMessage, text);
}

function decode<Message>(schema: z.ZodType<Message>, text: string): Message {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CodecraftError('invalid-input', 'This message is not JSON.', {cause});
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.join('.') || 'type';
  throw new CodecraftError(
    'invalid-input',
    `This message does not fit at “${where}”: ${issue?.message ?? 'unknown shape'}.`,
  );
}
