import {fileOf, requireFreePath} from '../file-tree.js';
import {requireFresh} from '../stale.js';
import type {Handler} from './handler.js';

/** Renames or moves a file for everyone. Its id, and so its history and open editors, stay. */
export const fileRename: Handler<'file-rename'> = async (room, sender, {fileId, path, basedOn}) => {
  room.require(sender.by, 'edit');
  const file = fileOf(room.state, fileId);
  await requireFresh(room, {type: 'file', id: fileId}, basedOn);
  requireFreePath(room.state, path, file.path);
  await room.commit({type: 'file-renamed', fileId, path}, sender);
};
