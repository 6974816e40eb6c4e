import {
  defaultSettings,
  type FileEntry,
  type Member,
  type NumberedEvent,
  type RoomState,
} from '@codecraft/core/protocol';
import {type Storage, type StorageChange, sortable} from '../host/storage.js';

/** `meta`: what is one of a kind. Members, files and folders have a key each, so that a change writes little. */
interface RoomRecord extends Pick<RoomState, 'id' | 'name' | 'createdAt' | 'settings'> {
  readonly sequence: number;
  readonly updatedAt: number;
}

export interface StoredRoom {
  readonly state: RoomState;
  readonly sequence: number;
  /** When anything but presence last happened. */
  readonly updatedAt: number;
}

const metaKey = 'meta';
const memberPrefix = 'member:';
const filePrefix = 'file:';
const folderPrefix = 'folder:';
const eventPrefix = 'event:';

/** Undefined for a project that was never created. */
export async function loadRoom(storage: Storage): Promise<StoredRoom | undefined> {
  const meta = await storage.get<RoomRecord>(metaKey);
  if (!meta) return undefined;
  const {sequence, updatedAt, ...rest} = meta;
  const members = await storage.list<Member>({prefix: memberPrefix});
  const files = await storage.list<FileEntry>({prefix: filePrefix});
  const folders = await storage.list<true>({prefix: folderPrefix});
  const state: RoomState = {
    ...rest,
    settings: {...defaultSettings, ...rest.settings}, // a setting may be younger than the project
    members: Object.fromEntries([...members.values()].map((member) => [member.userId, member])),
    files: Object.fromEntries([...files.values()].map((file) => [file.id, file])),
    folders: [...folders.keys()].map((key) => key.slice(folderPrefix.length)),
  };
  return {state, sequence, updatedAt};
}

/** What to write to get from one state to the next. Compares by identity: the reducer copies only what changed. */
export function roomChange(
  before: RoomState | undefined,
  {state, sequence, updatedAt}: StoredRoom,
): StorageChange {
  const {members, files, folders, ...rest} = state;
  const put: Record<string, unknown> = {[metaKey]: {...rest, sequence, updatedAt} satisfies RoomRecord};
  const removed: string[] = [];
  const compare = <Value>(prefix: string, old: Record<string, Value>, next: Record<string, Value>) => {
    for (const [key, value] of Object.entries(next)) if (old[key] !== value) put[prefix + key] = value;
    for (const key of Object.keys(old)) if (!Object.hasOwn(next, key)) removed.push(prefix + key);
  };
  compare(memberPrefix, before?.members ?? {}, members);
  compare(filePrefix, before?.files ?? {}, files);
  compare(folderPrefix, presenceOf(before?.folders ?? []), presenceOf(folders));
  return {put, delete: removed};
}

export function eventChange(event: NumberedEvent): StorageChange {
  return {put: {[eventPrefix + sortable(event.sequence)]: event}};
}

/** The events after a number, oldest first. */
export async function eventsAfter(storage: Storage, sequence: number): Promise<NumberedEvent[]> {
  const events = await storage.list<NumberedEvent>({
    start: eventPrefix + sortable(sequence + 1),
    end: `${eventPrefix.slice(0, -1)};`,
  });
  return [...events.values()];
}

/** At most `limit` events before a number, newest first. */
export async function eventsBefore(
  storage: Storage,
  sequence: number,
  limit: number,
): Promise<NumberedEvent[]> {
  const events = await storage.list<NumberedEvent>({
    start: eventPrefix,
    end: eventPrefix + sortable(sequence),
    limit,
    reverse: true,
  });
  return [...events.values()];
}

function presenceOf(paths: readonly string[]): Record<string, true> {
  return Object.fromEntries(paths.map((path) => [path, true]));
}
