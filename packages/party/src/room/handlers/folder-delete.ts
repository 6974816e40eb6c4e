import {isInside} from '@codecraft/core/protocol';
import {requireFolder} from '../file-tree.js';
import type {Handler} from './handler.js';

/** Deletes a folder with everything in it. */
export const folderDelete: Handler<'folder-delete'> = async (room, sender, {path}) => {
  room.require(sender.by, 'edit');
  requireFolder(room.state, path);
  const inside = Object.values(room.state.files).filter((file) => isInside(file.path, path));
  await room.documents.remove(
    inside.map((file) => file.id),
    (change) => room.commit({type: 'folder-deleted', path}, sender, change),
  );
};
