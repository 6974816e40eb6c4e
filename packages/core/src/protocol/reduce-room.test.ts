import {describe, expect, it} from 'vitest';
import {isInside, reduceRoom} from './reduce-room.js';
import {defaultSettings, type Member, type RoomEvent, type RoomState} from './state.js';

const member: Member = {userId: 'm'.repeat(20), name: 'Mara', role: 'admin', color: 1, joinedAt: 1};
const file = (id: string, path: string) => ({id: id.padEnd(12, '0'), path});
const app = file('app', 'src/App.tsx');
const deep = file('deep', 'src/parts/Row.tsx');
const near = file('near', 'src-old/App.tsx');

const state: RoomState = {
  id: 'p'.repeat(20),
  name: 'Todo app',
  createdAt: 1,
  settings: defaultSettings,
  members: {[member.userId]: member},
  files: Object.fromEntries([app, deep, near].map((entry) => [entry.id, entry])),
  folders: ['src/empty'],
};

const after = (event: RoomEvent) => reduceRoom(state, event);

describe('reduceRoom', () => {
  it('RS1 a renamed folder takes everything below it along, and nothing that only starts alike', () => {
    const {files, folders} = after({type: 'folder-renamed', from: 'src', to: 'app/source'});
    expect(Object.values(files).map(({path}) => path)).toEqual([
      'app/source/App.tsx',
      'app/source/parts/Row.tsx',
      'src-old/App.tsx',
    ]);
    expect(folders).toEqual(['app/source/empty']);
  });

  it('RS2 a deleted folder takes everything below it along', () => {
    const {files, folders} = after({type: 'folder-deleted', path: 'src'});
    expect(Object.values(files)).toEqual([near]);
    expect(folders).toEqual([]);
  });

  it('RS3 a renamed file keeps its id', () => {
    expect(after({type: 'file-renamed', fileId: app.id, path: 'src/Main.tsx'}).files[app.id]).toEqual({
      id: app.id,
      path: 'src/Main.tsx',
    });
  });

  it.each<RoomEvent>([
    {type: 'file-renamed', fileId: 'x'.repeat(12), path: 'y'},
    {type: 'role-changed', userId: 'x'.repeat(20), role: 'admin'},
    {type: 'folder-created', path: 'src/empty'},
  ])('RS4 $type about what is not there, or is there already, changes nothing', (event) => {
    expect(after(event)).toBe(state);
  });

  it('RS5 never changes the state it was given', () => {
    const before = structuredClone(state);
    const events: RoomEvent[] = [
      {type: 'member-left', userId: member.userId},
      {type: 'role-changed', userId: member.userId, role: 'viewer'},
      {type: 'file-deleted', fileId: app.id},
      {type: 'folder-renamed', from: 'src', to: 'lib'},
      {type: 'project-renamed', name: 'Chess clock'},
      {type: 'settings-changed', settings: {...defaultSettings, messageTtlSeconds: 60}},
    ];
    for (const event of events) expect(after(event)).not.toEqual(before);
    expect(state).toEqual(before);
  });
});

it.each([
  ['src', 'src', true],
  ['src/a', 'src', true],
  ['src-old', 'src', false],
  ['a/src', 'src', false],
])('RS6 isInside(%s, %s) is %s', (path, folder, answer) => {
  expect(isInside(path, folder)).toBe(answer);
});
