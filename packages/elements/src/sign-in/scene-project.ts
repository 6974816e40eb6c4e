import type {ChatEntry} from '@codecraft/core/project';
import type {FileEntry, Member, Turn, TurnFile} from '@codecraft/core/protocol';

/* The story of the scene: a class of three builds a todo list, and AI is at work. */

function member(letter: string, name: string, color: number): Member {
  return {userId: letter.repeat(20), name, color, role: 'member', joinedAt: color};
}

export const priya = member('p', 'Priya Raman', 1);
export const mara = member('m', 'Mara Lindqvist', 2);
export const jonas = member('j', 'Jonas Okafor', 3);

const day = new Date();
const at = (minutes: number) =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate(), 10, minutes).getTime();

export const files: readonly FileEntry[] = [
  'public/favicon.svg',
  'src/App.tsx',
  'src/FilterBar.tsx',
  'src/main.tsx',
  'src/NewTodo.tsx',
  'src/styles.css',
  'src/TodoItem.tsx',
  'src/useTodos.ts',
  'src/useUrlState.ts',
  'index.html',
  'package.json',
  'README.md',
].map((path) => ({id: path, path}));

function file(path: string, status: TurnFile['status'], addedLines = 0, removedLines = 0): TurnFile {
  return {path, status, isNew: false, addedLines, removedLines};
}

function turn(id: string, by: Member, change: Pick<Turn, 'status' | 'files'>): Turn {
  const {userId, name} = by;
  return {id, userId, name, prompt: '', source: 'gemini', commands: [], startedAt: 0, ...change};
}

export const turns = {
  filters: turn('filters', mara, {
    status: 'done',
    files: [
      file('src/FilterBar.tsx', 'done', 34),
      file('src/App.tsx', 'done', 21, 8),
      file('src/styles.css', 'done', 6, 1),
    ],
  }),
  order: turn('order', priya, {
    status: 'working',
    files: [
      file('src/useTodos.ts', 'done', 18, 2),
      file('src/TodoItem.tsx', 'writing', 12, 3),
      file('src/App.tsx', 'waiting'),
    ],
  }),
} as const;

function said(minutes: number, by: Member, text: string, change: Partial<ChatEntry> = {}): ChatEntry {
  const {userId, name} = by;
  const id = `${minutes} ${text.slice(0, 8)}`;
  return {id, kind: 'user', userId, name, text, at: at(minutes), expiresAt: 0, delivery: 'sent', ...change};
}

export const chat: readonly ChatEntry[] = [
  said(
    41,
    mara,
    'Let’s have filters before the demo. @ai add All, Active and Done, and keep the choice in the address',
    {turnId: 'filters'},
  ),
  said(
    41,
    mara,
    'Added a filter bar. The choice is kept in `?show=`, so a shared link opens the same list.',
    {kind: 'ai', turnId: 'filters'},
  ),
  said(43, jonas, 'Reload keeps it for me too. The footer says “1 items” though'),
  said(44, priya, '@ai fix the plural and let me drag todos into another order', {turnId: 'order'}),
  said(
    44,
    priya,
    'The plural is one condition in the footer. For dragging, `useTodos` gets a `move` action and each row gets a handle',
    {kind: 'ai', turnId: 'order'},
  ),
];
