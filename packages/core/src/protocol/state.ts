import {z} from 'zod';
import {FileId, ProjectId, UserId} from './ids.js';
import {limits} from './limits.js';
import {Prompters, Role} from './roles.js';

/** Milliseconds since 1970, UTC, by the server's clock. */
export const Timestamp = z.number().int().nonnegative();

export const Member = z.object({
  userId: UserId,
  name: z.string().min(1).max(limits.maxNameLength),
  role: Role,
  /** Which of the eight member colours, 1–8. */
  color: z.number().int().min(1).max(8),
  joinedAt: Timestamp,
});
export type Member = z.infer<typeof Member>;

export const FileEntry = z.object({
  /** Stays the same through renames, so that a rename keeps the file's history. */
  id: FileId,
  /** Relative to the project, `/` between segments: `src/App.tsx`. */
  path: z.string().min(1).max(limits.maxPathBytes),
});
export type FileEntry = z.infer<typeof FileEntry>;

/** Scheme, host and port, as browsers write it in `Origin`. */
const Origin = z
  .url({protocol: /^https?$/})
  .max(255)
  .refine((address) => new URL(address).origin === address, 'Write an origin, such as https://docs.example.');

export const RoomSettings = z.object({
  messageTtlSeconds: z.number().int().min(limits.minMessageTtlSeconds).max(limits.maxMessageTtlSeconds),
  /** Of each person; the server's own limit holds where it is lower. */
  turnsPerHour: z.number().int().min(0).max(limits.maxTurnsPerHourSetting),
  prompters: Prompters,
  /** Pages that may show the project, such as `https://docs.example`. Empty: all that the server serves. */
  embedOrigins: z.array(Origin).max(limits.maxEmbedOrigins),
  /** What who is not signed in may do. */
  guests: z.enum(['off', 'viewer']),
});
export type RoomSettings = z.infer<typeof RoomSettings>;

/** What a project starts with, where its server does not say otherwise. */
export const defaultSettings: RoomSettings = {
  messageTtlSeconds: limits.defaultMessageTtlSeconds,
  turnsPerHour: limits.maxTurnsPerHour,
  prompters: 'members',
  embedOrigins: [],
  guests: 'off',
};

/** What everyone in a room agrees on. Changes only through `reduceRoom`, on both sides. */
export const RoomState = z.object({
  id: ProjectId,
  name: z.string().min(1).max(limits.maxProjectNameLength),
  createdAt: Timestamp,
  settings: RoomSettings,
  members: z.record(UserId, Member),
  files: z.record(FileId, FileEntry),
  /** Folders that were made by hand; a folder also exists while a file lies in it. */
  folders: z.array(z.string()),
});
export type RoomState = z.infer<typeof RoomState>;

export const RoomEvent = z.discriminatedUnion('type', [
  z.object({type: z.literal('project-renamed'), name: RoomState.shape.name}),
  z.object({type: z.literal('settings-changed'), settings: RoomSettings}),
  z.object({type: z.literal('member-joined'), member: Member}),
  z.object({type: z.literal('member-left'), userId: UserId}),
  z.object({type: z.literal('role-changed'), userId: UserId, role: Role}),
  z.object({type: z.literal('file-created'), file: FileEntry}),
  z.object({type: z.literal('file-renamed'), fileId: FileId, path: FileEntry.shape.path}),
  z.object({type: z.literal('file-deleted'), fileId: FileId}),
  z.object({type: z.literal('folder-created'), path: z.string()}),
  z.object({type: z.literal('folder-renamed'), from: z.string(), to: z.string()}),
  z.object({type: z.literal('folder-deleted'), path: z.string()}),
]);
export type RoomEvent = z.infer<typeof RoomEvent>;

/** An event as it is stored and sent: numbered without gaps, with who caused it and when. */
export const NumberedEvent = z.object({
  sequence: z.number().int().positive(),
  at: Timestamp,
  /** The user who caused it, or `ai` for what a turn wrote. */
  by: z.union([UserId, z.literal('ai')]),
  event: RoomEvent,
});
export type NumberedEvent = z.infer<typeof NumberedEvent>;
