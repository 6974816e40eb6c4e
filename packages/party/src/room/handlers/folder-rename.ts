import {requireFolder, requireFreeFolder} from '../file-tree.js';
import type {Handler} from './handler.js';

/** Renames or moves a folder with everything in it. */
export const folderRename: Handler<'folder-rename'> = async (room, sender, {from, to}) => {
  room.require(sender.by, 'edit');
  requireFolder(room.state, from);
  requireFreeFolder(room.state, from, to);
  await room.commit({type: 'folder-renamed', from, to}, sender);
};
