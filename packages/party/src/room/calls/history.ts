import {type ChatPage, type EventPage, limits, type ProjectStats} from '@codecraft/core/protocol';
import type {Room} from '../room.js';
import {eventsBefore} from '../room-storage.js';

/** Messages that have not expired, newest page first, each page oldest first. */
export async function readChat(
  room: Room,
  {userId, before}: {userId: string; before: string | undefined},
): Promise<ChatPage> {
  room.require(userId, 'read');
  return room.chat.page(room.host.now(), before);
}

/** Everything that changed the project, newest first: who, when, what. */
export async function readEvents(
  room: Room,
  {userId, before}: {userId: string; before: number | undefined},
): Promise<EventPage> {
  room.require(userId, 'audit');
  const events = await eventsBefore(room.host.storage, before ?? room.sequence + 1, limits.chatPageSize);
  const last = events.at(-1)?.sequence ?? 1;
  return {events, before: last > 1 ? last : null};
}

export async function readStats(room: Room, {userId}: {userId: string}): Promise<ProjectStats> {
  room.require(userId, 'read');
  return {
    members: Object.keys(room.state.members).length,
    files: Object.keys(room.state.files).length,
    bytes: room.documents.totalBytes,
    messages: await room.chat.count(room.host.now()),
    turns: await room.turnLog.count(),
    updatedAt: room.updatedAt,
  };
}
