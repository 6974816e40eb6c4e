import {CodecraftError} from '@codecraft/core/errors';
import {asksAi, type ChatMessage, may, newId} from '@codecraft/core/protocol';
import {mentionsOf} from '../mentions.js';
import type {Handler} from './handler.js';

/** A message for everyone. Who may ask the AI and writes `@ai` starts a turn with it. */
export const chatSend: Handler<'chat-send'> = async (room, sender, {id, text}) => {
  const member = room.require(sender.by, 'chat');
  // Ids are the clients' choice: without this one could replace another person's message on every screen.
  if (await room.chat.has(id)) throw new CodecraftError('conflict', 'This message is already there.');
  room.chatRates.require(sender.by);
  const at = room.host.now();
  const isQuestion = asksAi(text) && may(member.role, 'prompt');
  const refusal = isQuestion ? await room.turns.refusalFor(member) : undefined;
  const turnId = isQuestion && !refusal ? newId() : undefined;
  const message: ChatMessage = {
    id,
    kind: 'user',
    userId: member.userId,
    name: member.name,
    text,
    at,
    expiresAt: at + room.state.settings.messageTtlSeconds * 1000,
    ...(turnId && {turnId}),
    ...mentionsOf(room, text),
  };
  await room.say(message, sender);
  if (turnId) await room.turns.ask({turnId, member, text});
  if (refusal) await room.turns.say(member, refusal);
};
