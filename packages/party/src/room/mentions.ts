import {type ChatMessage, mentionsIn} from '@codecraft/core/protocol';
import type {Room} from './room.js';

/** The members a text names, as a message says it. */
export function mentionsOf(room: Room, text: string): Pick<ChatMessage, 'mentions'> {
  const mentions = mentionsIn(text, Object.values(room.state.members));
  return mentions.length > 0 ? {mentions} : {};
}
