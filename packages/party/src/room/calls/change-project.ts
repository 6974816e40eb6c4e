import {CodecraftError} from '@codecraft/core/errors';
import type {ProjectDetails} from '@codecraft/core/protocol';
import {changeSettings, type SettingsChange} from '../change-settings.js';
import type {Room} from '../room.js';
import {requireFresh} from '../stale.js';

interface ProjectChange {
  readonly by: string;
  readonly name?: string | undefined;
  readonly settings?: SettingsChange | undefined;
  readonly basedOn?: number | undefined;
}

/** Changes what is named, or nothing at all when any of it is refused. @returns How the project is then. */
export async function changeProject(
  room: Room,
  {by, name, settings, basedOn}: ProjectChange,
): Promise<ProjectDetails> {
  if (name === undefined && settings === undefined) {
    throw new CodecraftError('invalid-input', 'Nothing is to be changed. Name what is.');
  }
  if (name !== undefined) room.require(by, 'rename');
  if (settings !== undefined) room.require(by, 'settings');
  await requireFresh(room, {type: 'name'}, name === undefined ? undefined : basedOn);
  await requireFresh(room, {type: 'settings'}, settings === undefined ? undefined : basedOn);
  if (name !== undefined) await room.commit({type: 'project-renamed', name}, {by});
  if (settings !== undefined) await changeSettings(room, {by}, settings, undefined);
  return readDetails(room, {userId: by});
}

export async function readDetails(room: Room, {userId}: {userId: string}): Promise<ProjectDetails> {
  room.require(userId, 'read');
  const {id, name, settings} = room.state;
  return {id, name, settings, version: room.sequence};
}
