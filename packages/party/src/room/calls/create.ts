import {newFileId, type RoomState} from '@codecraft/core/protocol';
import {requireFreePath} from '../file-tree.js';
import {nextColor} from '../members.js';
import type {Room} from '../room.js';

interface NewProject {
  readonly id: string;
  readonly name: string;
  /** Becomes its first admin. */
  readonly userId: string;
  readonly userName: string;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
}

export async function create(room: Room, {id, name, userId, userName, files}: NewProject): Promise<void> {
  const now = room.host.now();
  const state: RoomState = {
    id,
    name,
    createdAt: now,
    settings: {messageTtlSeconds: room.environment.messageTtlSeconds},
    members: {
      [userId]: {userId, name: userName, role: 'admin', color: nextColor({members: {}}), joinedAt: now},
    },
    files: {},
    folders: [],
  };
  await room.create(state);
  for (const [path, text] of Object.entries(files)) {
    requireFreePath(room.state, path);
    const file = {id: newFileId(), path};
    await room.documents.create(file.id, text, (change) =>
      room.commit({type: 'file-created', file}, {by: userId}, change),
    );
  }
}
