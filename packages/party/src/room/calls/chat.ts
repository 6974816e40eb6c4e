import {type ChatMessage, newId} from '@codecraft/core/protocol';
import {chatSend} from '../handlers/chat-send.js';
import type {Room} from '../room.js';

/** Sends a message without a socket. One with an id that was answered before is not sent again. */
export async function sendChat(
  room: Room,
  {by, id = newId(), text}: {by: string; id?: string | undefined; text: string},
): Promise<ChatMessage> {
  if (!(await room.answered.has(by, id))) {
    await chatSend(room, {by, messageId: id}, {type: 'chat-send', id, text});
  }
  return room.chat.find(id, room.host.now());
}
