import {CodecraftError} from '@codecraft/core/errors';
import {checkNewPath, checkPath} from '@codecraft/core/files';
import {type FileEntry, isInside, limits, type RoomState} from '@codecraft/core/protocol';

/** @throws CodecraftError `not-found`. */
export function fileOf(state: RoomState, fileId: string): FileEntry {
  const file = state.files[fileId];
  if (file) return file;
  throw new CodecraftError('not-found', 'This file is gone. Someone deleted it.');
}

/**
 * @param leaving The path the file has now, when it is renamed.
 * @throws CodecraftError `invalid-path`, `already-exists`.
 */
export function requireFreePath(state: RoomState, path: string, leaving?: string): void {
  const others = pathsOf(state).filter((other) => other !== leaving);
  checkNewPath(path, others, state.folders);
}

/** @throws CodecraftError `not-found` when no file lies in this folder and nobody made it. */
export function requireFolder(state: RoomState, path: string): void {
  const exists =
    state.folders.some((folder) => isInside(folder, path)) ||
    pathsOf(state).some((file) => file !== path && isInside(file, path));
  if (!exists) throw new CodecraftError('not-found', `The folder ${path} is gone. Someone deleted it.`);
}

/** Checks that a folder may move. @throws CodecraftError `invalid-path`, `already-exists`, `conflict`. */
export function requireFreeFolder(state: RoomState, from: string, to: string): void {
  if (to !== from && isInside(to, from)) {
    throw new CodecraftError('conflict', `${from} cannot move into itself. Choose another place.`);
  }
  const stays = (path: string) => !isInside(path, from);
  checkNewPath(to, pathsOf(state).filter(stays), state.folders.filter(stays));
  for (const path of [...pathsOf(state), ...state.folders]) {
    if (isInside(path, from)) checkPath(to + path.slice(from.length));
  }
}

/** @throws CodecraftError `limit-reached`. */
export function requireRoomForFile(state: RoomState): void {
  if (Object.keys(state.files).length >= limits.maxFiles) throw full('files');
}

/** @throws CodecraftError `limit-reached`. */
export function requireRoomForFolder(state: RoomState): void {
  if (state.folders.length >= limits.maxFiles) throw full('folders');
}

function pathsOf(state: RoomState): string[] {
  return Object.values(state.files).map((file) => file.path);
}

function full(what: 'files' | 'folders'): CodecraftError {
  return new CodecraftError(
    'limit-reached',
    `A project can have ${limits.maxFiles} ${what}, and this one has. Delete some you do not need.`,
  );
}
