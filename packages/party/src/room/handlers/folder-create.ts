import {requireFreePath, requireRoomForFolder} from '../file-tree.js';
import type {Handler} from './handler.js';

export const folderCreate: Handler<'folder-create'> = async (room, sender, {path}) => {
  room.require(sender.by, 'edit');
  requireRoomForFolder(room.state);
  requireFreePath(room.state, path);
  await room.commit({type: 'folder-created', path}, sender);
};
