import {CodecraftError} from '@codecraft/core/errors';
import {mentionsOf} from '../mentions.js';
import type {Handler} from './handler.js';

/** Changes the sender's own message. What it asked of the AI stays asked. */
export const chatEdit: Handler<'chat-edit'> = async (room, sender, {messageId, text}) => {
  room.require(sender.by, 'chat');
  const now = room.host.now();
  const message = await room.chat.find(messageId, now);
  if (message.kind !== 'user' || message.userId !== sender.by) {
    throw new CodecraftError('forbidden', 'You can change your own messages only.');
  }
  room.chatRates.require(sender.by);
  const {mentions: _, ...rest} = message;
  await room.sayAgain({...rest, ...mentionsOf(room, text), text, editedAt: now}, sender);
};
