import {defaultSettings, limits, newFileId, type RoomState} from '@codecraft/core/protocol';
import {requireFreePath} from '../file-tree.js';
import {accountKey, nextColor} from '../members.js';
import type {Room} from '../room.js';

/** The trusted site whose user made the project. */
export const issuerKey = 'issuer';

interface NewProject {
  readonly id: string;
  readonly name: string;
  /** Becomes its first admin. */
  readonly userId: string;
  readonly userName: string;
  readonly accountId: string;
  /** The trusted site that vouches for who makes it. */
  readonly issuer?: string | undefined;
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
}

export async function create(room: Room, project: NewProject): Promise<void> {
  const {id, name, userId, userName, accountId, issuer, files} = project;
  const now = room.host.now();
  const state: RoomState = {
    id,
    name,
    createdAt: now,
    settings: {
      ...defaultSettings,
      messageTtlSeconds: room.environment.messageTtlSeconds,
      turnsPerHour: Math.min(room.environment.turnsPerHour, limits.maxTurnsPerHourSetting),
    },
    members: {
      [userId]: {userId, name: userName, role: 'admin', color: nextColor({members: {}}), joinedAt: now},
    },
    files: {},
    folders: [],
  };
  await room.create(state, {put: {[accountKey(accountId)]: userId, ...(issuer && {[issuerKey]: issuer})}});
  for (const [path, text] of Object.entries(files)) {
    requireFreePath(room.state, path);
    const file = {id: newFileId(), path};
    await room.documents.create(file.id, text, (change) =>
      room.commit({type: 'file-created', file}, {by: userId}, change),
    );
  }
}
