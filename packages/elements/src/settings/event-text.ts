import type {FileEntry, Member, NumberedEvent, RoomSettings} from '@codecraft/core/protocol';
import {durationText} from '../internal/time.js';
import {roleNames} from '../members/role-names.js';

/** What events name by id only, as far as it is known. */
export interface KnownNames {
  person(userId: string): string;
  path(fileId: string): string | undefined;
  /** The settings before an event that changed them. */
  settingsBefore(event: NumberedEvent): RoomSettings | undefined;
}

/** Names people and files by who and what is there now, and by what the events themselves tell. */
export function knownNames(
  events: readonly NumberedEvent[],
  now: {members: readonly Member[]; files: readonly FileEntry[]},
): KnownNames {
  const people = new Map(now.members.map(({userId, name}) => [userId, name]));
  const paths = new Map(now.files.map(({id, path}) => [id, path]));
  for (const {event} of events) {
    // Newest first, so what is known already is newer.
    if (event.type === 'member-joined' && !people.has(event.member.userId))
      people.set(event.member.userId, event.member.name);
    if (event.type === 'file-created' && !paths.has(event.file.id)) paths.set(event.file.id, event.file.path);
    if (event.type === 'file-renamed' && !paths.has(event.fileId)) paths.set(event.fileId, event.path);
  }
  return {
    person: (userId) => (userId === 'ai' ? 'AI' : (people.get(userId) ?? 'A former member')),
    path: (fileId) => paths.get(fileId),
    settingsBefore: ({sequence}) =>
      events
        .filter((earlier) => earlier.sequence < sequence)
        .map(({event}) => (event.type === 'settings-changed' ? event.settings : undefined))
        .find((settings) => settings !== undefined),
  };
}

/** What happened, to go after the name of who did it: `made Jonas a viewer`. */
export function eventText(numbered: NumberedEvent, names: KnownNames): string {
  const {event, by} = numbered;
  switch (event.type) {
    case 'project-renamed':
      return `named it ${event.name}`;
    case 'settings-changed':
      return settingsText(event.settings, names.settingsBefore(numbered));
    case 'member-joined': {
      const role = `as ${withArticle(roleNames[event.member.role].toLowerCase())}`;
      return event.member.userId === by ? `joined ${role}` : `added ${event.member.name} ${role}`;
    }
    case 'member-left':
      return event.userId === by ? 'left' : `removed ${names.person(event.userId)}`;
    case 'role-changed': {
      const who = event.userId === by ? 'themselves' : names.person(event.userId);
      return `made ${who} ${withArticle(roleNames[event.role].toLowerCase())}`;
    }
    case 'file-created':
      return `added ${event.file.path}`;
    case 'file-renamed':
      return `renamed a file to ${event.path}`;
    case 'file-deleted':
      return `deleted ${names.path(event.fileId) ?? 'a file'}`;
    case 'folder-created':
      return `added the folder ${event.path}`;
    case 'folder-renamed':
      return `renamed the folder ${event.from} to ${event.to}`;
    case 'folder-deleted':
      return `deleted the folder ${event.path}`;
  }
}

/** `changed the settings: guests look, messages clear after 1 h`; without the last part where it is not known. */
function settingsText(after: RoomSettings, before: RoomSettings | undefined): string {
  const texts: Record<keyof RoomSettings, string> = {
    guests: after.guests === 'off' ? 'no guests' : 'guests look',
    prompters: after.prompters === 'admins' ? 'only admins ask @ai' : 'members ask @ai',
    turnsPerHour: `${after.turnsPerHour} requests to @ai an hour`,
    messageTtlSeconds: `messages clear after ${durationText(after.messageTtlSeconds)}`,
    embedOrigins: after.embedOrigins.length
      ? `shown on ${after.embedOrigins.join(', ')}`
      : 'shown on all pages',
  };
  const changed = before
    ? (Object.keys(texts) as (keyof RoomSettings)[]).filter(
        (name) => String(before[name]) !== String(after[name]),
      )
    : [];
  return ['changed the settings', changed.map((name) => texts[name]).join(', ')].filter(Boolean).join(': ');
}

function withArticle(role: string): string {
  return `${role === 'admin' ? 'an' : 'a'} ${role}`;
}
