import type {Room} from '../room.js';

/** Deletes the project with everything in it. Members' lists notice when they next ask. */
export async function deleteProject(room: Room, {by}: {by: string}): Promise<void> {
  room.require(by, 'delete-project');
  await room.destroy();
}
