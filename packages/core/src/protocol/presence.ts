import {z} from 'zod';
import {ConnectionId, FileId, UserId} from './ids.js';

/** A position in a file as a Yjs relative position in base64, so that it moves with the text around it. */
const Position = z.string().max(200).nullable();

/** Where one connection's person is. Never stored; gone with the connection. */
export const Presence = z.object({
  fileId: FileId.nullable(),
  anchor: Position,
  head: Position,
  isTyping: z.boolean(),
});
export type Presence = z.infer<typeof Presence>;

export const Peer = Presence.extend({
  connectionId: ConnectionId,
  userId: UserId,
});
export type Peer = z.infer<typeof Peer>;

export const nowhere: Presence = {fileId: null, anchor: null, head: null, isTyping: false};
