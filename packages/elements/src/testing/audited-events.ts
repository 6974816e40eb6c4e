import {
  defaultSettings,
  type InviteLink,
  type NumberedEvent,
  type PendingInvite,
  type RoomEvent,
} from '@codecraft/core/protocol';
import {fileIdOf, jonas, mara, priya, today, tomas} from './todo-state.js';

const app = fileIdOf('src/App.tsx');
const guests = {...defaultSettings, guests: 'viewer' as const};

/** What changed the scripted project, newest first. */
export const auditedEvents: readonly NumberedEvent[] = (
  [
    ['ai', {type: 'file-created', file: {id: fileIdOf('src/FilterBar.tsx'), path: 'src/FilterBar.tsx'}}],
    [priya.userId, {type: 'settings-changed', settings: {...guests, messageTtlSeconds: 3600}}],
    [priya.userId, {type: 'settings-changed', settings: guests}],
    [priya.userId, {type: 'role-changed', userId: tomas.userId, role: 'viewer'}],
    [jonas.userId, {type: 'file-renamed', fileId: app, path: 'src/App.tsx'}],
    [mara.userId, {type: 'file-deleted', fileId: 'gone00000000'}],
    [mara.userId, {type: 'folder-created', path: 'public'}],
    ['z'.repeat(20), {type: 'member-left', userId: 'z'.repeat(20)}],
    [priya.userId, {type: 'member-joined', member: tomas}],
    [mara.userId, {type: 'member-joined', member: mara}],
    [priya.userId, {type: 'project-renamed', name: 'Todo app'}],
  ] satisfies [string, RoomEvent][]
).map(([by, event], index, {length}) => ({sequence: length - index, at: today(10, 50 - index), by, event}));

export const openLinks: readonly InviteLink[] = [
  {id: 'link-viewer', role: 'viewer', expiresAt: Date.UTC(2030, 11, 6, 12), usesLeft: 97, from: mara.name},
  {id: 'link-member', role: 'member', expiresAt: Date.UTC(2030, 11, 6, 12), usesLeft: 1, from: priya.name},
];

export const openInvites: readonly PendingInvite[] = [
  {id: 'invite-own', role: 'member', at: today(9, 0), from: priya.name, email: 'lena@school.example'},
  {id: 'invite-other', role: 'viewer', at: today(9, 0), from: mara.name},
];
