import {defaultSettings, type Member, type RoomState, type ServerMessageOf} from '../protocol/index.js';

/** An id of the right shape that a reader can tell apart: `idFor('mara')` → `mara0000000000000000`. */
export const idFor = (name: string, length = 20): string => name.padEnd(length, '0').slice(0, length);

export const mara: Member = {
  userId: idFor('mara'),
  name: 'Mara Lindqvist',
  role: 'admin',
  color: 1,
  joinedAt: 1,
};
export const jonas: Member = {
  userId: idFor('jonas'),
  name: 'Jonas Okafor',
  role: 'member',
  color: 2,
  joinedAt: 2,
};

export const appFile = {id: idFor('app', 12), path: 'src/App.tsx'};

export const roomState: RoomState = {
  id: idFor('todoapp'),
  name: 'Todo app',
  createdAt: 1,
  settings: defaultSettings,
  members: {[mara.userId]: mara, [jonas.userId]: jonas},
  files: {[appFile.id]: appFile},
  folders: [],
};

export function welcome(change: Partial<ServerMessageOf<'welcome'>> = {}): ServerMessageOf<'welcome'> {
  return {
    type: 'welcome',
    protocol: 1,
    connectionId: 'connection-1',
    userId: mara.userId,
    time: Date.now(),
    sequence: 1,
    state: roomState,
    events: [],
    chat: [],
    turns: [],
    peers: [],
    ai: 'templates',
    flags: ['ai', 'guests'],
    readUpTo: 0,
    ...change,
  };
}
