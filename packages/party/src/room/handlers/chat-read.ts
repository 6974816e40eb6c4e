import {encodeMessage} from '@codecraft/core/protocol';
import type {Handler} from './handler.js';

/** Moves the sender's mark of what is read, on all their windows. It never moves back, nor past now. */
export const chatRead: Handler<'chat-read'> = async (room, sender, {at}) => {
  room.require(sender.by, 'read');
  const before = await room.readMarks.of(sender.by);
  const readUpTo = Math.max(before, Math.min(at, room.host.now()));
  await room.write(room.readMarks.change(sender.by, readUpTo), sender);
  const text = encodeMessage({type: 'chat-read', readUpTo});
  for (const connection of room.connectionsOf(sender.by)) {
    if (connection.data.isGreeted) room.send(connection, text);
  }
};
