import {isInside, limits, type RoomEvent, type RoomState} from '@codecraft/core/protocol';
import type {Room} from './room.js';
import {eventsAfter} from './room-storage.js';
import {StaleError} from './stale-error.js';

/** What a change is about: a part of the state that two people can change at cross purposes. */
export type Subject =
  | {readonly type: 'name'}
  | {readonly type: 'settings'}
  | {readonly type: 'member'; readonly id: string}
  | {readonly type: 'file'; readonly id: string};

/**
 * Refuses a change whose author has not seen the last change of the same thing.
 *
 * @param basedOn The number of the last event its author knew; undefined for who does not mind.
 * @throws StaleError
 */
export async function requireFresh(room: Room, subject: Subject, basedOn: number | undefined): Promise<void> {
  if (basedOn === undefined || basedOn === room.sequence) return;
  const isOtherHistory = basedOn > room.sequence || room.sequence - basedOn > limits.maxMissedEvents;
  const missed = isOtherHistory ? [] : await eventsAfter(room.host.storage, basedOn);
  if (isOtherHistory || missed.some(({event}) => touches(event, subject, room.state))) {
    const what = nouns[subject.type];
    throw new StaleError(
      room.sequence,
      `Someone else changed ${what} meanwhile. Look at it again, then decide.`,
    );
  }
}

const nouns: Record<Subject['type'], string> = {
  name: 'the project’s name',
  settings: 'the settings',
  member: 'this person’s role',
  file: 'this file’s name',
};

function touches(event: RoomEvent, subject: Subject, state: RoomState): boolean {
  switch (event.type) {
    case 'project-renamed':
      return subject.type === 'name';
    case 'settings-changed':
      return subject.type === 'settings';
    case 'member-joined':
      return subject.type === 'member' && subject.id === event.member.userId;
    case 'member-left':
    case 'role-changed':
      return subject.type === 'member' && subject.id === event.userId;
    case 'file-renamed':
    case 'file-deleted':
      return subject.type === 'file' && subject.id === event.fileId;
    case 'folder-renamed':
      // The files that came along now lie in the folder's new place.
      return subject.type === 'file' && isInside(state.files[subject.id]?.path ?? '', event.to);
    case 'file-created':
    case 'folder-created':
    case 'folder-deleted':
      return false;
  }
}
