import type {ChatEntry, ProjectState} from '@codecraft/core/project';
import {
  defaultSettings,
  type FileEntry,
  type Member,
  type Peer,
  type Turn,
  type TurnFile,
} from '@codecraft/core/protocol';
import {todoFiles} from './todo-files.js';

const day = new Date();

/** Today at an hour and minute of this machine's clock, in milliseconds since 1970. */
export function today(hours: number, minutes: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime();
}

function member(letter: string, name: string, color: number, role: Member['role']): Member {
  return {userId: letter.repeat(20), name, color, role, joinedAt: today(9, color)};
}

export const priya = member('p', 'Priya Raman', 1, 'admin');
export const mara = member('m', 'Mara Lindqvist', 2, 'member');
export const jonas = member('j', 'Jonas Okafor', 3, 'member');
export const tomas = member('t', 'Tomás Vidal', 4, 'viewer');

/** A file's id in the scripted project. */
export function fileIdOf(path: string): string {
  const index = Object.keys(todoFiles).indexOf(path);
  return `file${String(index).padStart(8, '0')}`;
}

const files: FileEntry[] = Object.keys(todoFiles)
  .sort()
  .map((path) => ({id: fileIdOf(path), path}));

export function peer(person: Member, change: Partial<Peer> = {}): Peer {
  return {
    connectionId: `connection-${person.userId}`,
    userId: person.userId,
    fileId: fileIdOf('src/App.tsx'),
    anchor: null,
    head: null,
    isTyping: false,
    ...change,
  };
}

export function message(id: string, by: Member, text: string, change: Partial<ChatEntry> = {}): ChatEntry {
  return {
    id: id.padEnd(20, '0'),
    kind: 'user',
    userId: by.userId,
    name: by.name,
    text,
    at: today(10, 41),
    expiresAt: today(23, 59),
    delivery: 'sent',
    ...change,
  };
}

export function turnFile(
  path: string,
  status: TurnFile['status'],
  added = 0,
  removed = 0,
  isNew = false,
): TurnFile {
  const fileId = fileIdOf(path);
  return {path, fileId, status, isNew, addedLines: added, removedLines: removed};
}

export function turn(id: string, by: Member, change: Partial<Turn> = {}): Turn {
  return {
    id: id.padEnd(20, '0'),
    userId: by.userId,
    name: by.name,
    prompt: '',
    status: 'working',
    source: 'gemini',
    files: [],
    commands: [],
    startedAt: today(10, 41),
    ...change,
  };
}

const filters = turn('filters', mara, {
  status: 'done',
  files: [
    turnFile('src/FilterBar.tsx', 'done', 34, 0, true),
    turnFile('src/App.tsx', 'done', 21, 8),
    turnFile('src/styles.css', 'done', 6, 1),
  ],
});

const order = turn('order', priya, {
  files: [
    turnFile('src/useTodos.ts', 'done', 18, 2),
    turnFile('src/TodoItem.tsx', 'writing', 12, 3),
    turnFile('src/App.tsx', 'waiting'),
  ],
});

const chat: ChatEntry[] = [
  message(
    'filters-asked',
    mara,
    'Let’s have filters before the demo. @ai add All, Active and Done, and keep the choice in the address',
    {turnId: filters.id},
  ),
  message(
    'filters-answered',
    mara,
    'Added a filter bar. The choice is kept in `?show=`, so a shared link opens the same list.',
    {kind: 'ai', turnId: filters.id},
  ),
  message('plural', jonas, 'Reload keeps it for me too. The footer says “1 items” though', {
    at: today(10, 43),
  }),
  message('order-asked', priya, '@ai fix the plural and let me drag todos into another order', {
    at: today(10, 44),
    turnId: order.id,
  }),
  message(
    'order-answered',
    priya,
    'The plural is one condition in the footer. For dragging, `useTodos` gets a `move` action and each row gets a handle',
    {kind: 'ai', at: today(10, 44), turnId: order.id},
  ),
];

/** A todo app that Mara, Jonas and Priya (me) are in while AI writes its third file. */
export const todoState: ProjectState = {
  mode: 'connected',
  status: 'ready',
  failure: null,
  connection: {status: 'open'},
  name: 'Todo app',
  me: priya,
  members: [priya, mara, jonas],
  peers: [peer(mara), peer(jonas, {isTyping: true})],
  files,
  folders: ['public', 'src'],
  settings: defaultSettings,
  chat,
  turns: {[filters.id]: filters, [order.id]: order},
  ai: 'gemini',
  readUpTo: today(23, 59),
  unsentFiles: new Set(),
  refusedEdits: [],
  run: {status: 'running', port: 3000, failure: null, isShown: true},
  terminals: [],
  refusedWrites: [],
};
