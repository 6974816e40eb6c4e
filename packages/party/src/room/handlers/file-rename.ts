import {fileOf, requireFreePath} from '../file-tree.js';
import type {Handler} from './handler.js';

/** Renames or moves a file for everyone. Its id, and so its history and open editors, stay. */
export const fileRename: Handler<'file-rename'> = async (room, sender, {fileId, path}) => {
  room.require(sender.by, 'edit');
  const file = fileOf(room.state, fileId);
  requireFreePath(room.state, path, file.path);
  await room.commit({type: 'file-renamed', fileId, path}, sender);
};
