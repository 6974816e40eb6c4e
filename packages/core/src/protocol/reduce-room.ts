import type {FileEntry, RoomEvent, RoomState} from './state.js';

/**
 * The room's state after an event. Pure and total: the server has checked the event before it got a number,
 * and an event about something that is not there changes nothing.
 */
export function reduceRoom(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case 'project-renamed':
      return {...state, name: event.name};
    case 'settings-changed':
      return {...state, settings: event.settings};
    case 'member-joined':
      return {...state, members: {...state.members, [event.member.userId]: event.member}};
    case 'member-left':
      return {...state, members: without(state.members, event.userId)};
    case 'role-changed': {
      const member = state.members[event.userId];
      if (!member) return state;
      return {...state, members: {...state.members, [event.userId]: {...member, role: event.role}}};
    }
    case 'file-created':
      return {...state, files: {...state.files, [event.file.id]: event.file}};
    case 'file-renamed': {
      const file = state.files[event.fileId];
      if (!file) return state;
      return {...state, files: {...state.files, [event.fileId]: {...file, path: event.path}}};
    }
    case 'file-deleted':
      return {...state, files: without(state.files, event.fileId)};
    case 'folder-created':
      return state.folders.includes(event.path) ? state : {...state, folders: [...state.folders, event.path]};
    case 'folder-renamed':
      return renameFolder(state, event.from, event.to);
    case 'folder-deleted':
      return deleteFolder(state, event.path);
  }
}

/** True for the folder itself and for everything below it. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function renameFolder(state: RoomState, from: string, to: string): RoomState {
  const moved = (path: string) => (isInside(path, from) ? to + path.slice(from.length) : path);
  return {
    ...state,
    folders: state.folders.map(moved),
    files: mapValues(state.files, (file) => ({...file, path: moved(file.path)})),
  };
}

function deleteFolder(state: RoomState, folder: string): RoomState {
  return {
    ...state,
    folders: state.folders.filter((path) => !isInside(path, folder)),
    files: Object.fromEntries(Object.entries(state.files).filter(([, file]) => !isInside(file.path, folder))),
  };
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const {[key]: _, ...rest} = record;
  return rest;
}

function mapValues(record: Record<string, FileEntry>, change: (file: FileEntry) => FileEntry) {
  return Object.fromEntries(Object.entries(record).map(([id, file]) => [id, change(file)]));
}
