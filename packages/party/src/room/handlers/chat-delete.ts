import {CodecraftError} from '@codecraft/core/errors';
import {may} from '@codecraft/core/protocol';
import type {Handler} from './handler.js';

/** Removes the sender's own message, or as an admin anyone's. */
export const chatDelete: Handler<'chat-delete'> = async (room, sender, {messageId}) => {
  const member = room.require(sender.by, 'chat');
  const message = await room.chat.find(messageId, room.host.now());
  if (message.userId !== member.userId && !may(member.role, 'remove-message')) {
    throw new CodecraftError('forbidden', `Only ${message.name} or an admin can delete this message.`);
  }
  await room.unsay(messageId, sender);
};
