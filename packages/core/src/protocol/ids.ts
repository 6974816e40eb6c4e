import {z} from 'zod';

/**
 * Ids are random, lower-case and URL-safe. Project ids name a room, and PartyKit does not decode room names,
 * so nothing but `[a-z0-9]` may appear in one.
 */
const id = (length: number) => z.string().regex(new RegExp(`^[a-z0-9]{${length}}$`));

export const ProjectId = id(20);
export const UserId = id(20);
export const FileId = id(12);
export const ConnectionId = z.string().min(1).max(64);
/** Made by the client, so that a message sent twice is stored once. */
export const MessageId = id(20);
export const TurnId = id(20);

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A random id. 20 characters carry 103 bits. */
export function newId(length = 20): string {
  const limit = 256 - (256 % alphabet.length); // without it the first letters would come up more often
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

export const newFileId = () => newId(12);
