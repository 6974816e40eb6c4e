import {fileOf} from '../file-tree.js';
import type {Handler} from './handler.js';

export const fileDelete: Handler<'file-delete'> = async (room, sender, {fileId}) => {
  room.require(sender.by, 'edit');
  fileOf(room.state, fileId);
  await room.documents.remove([fileId], (change) =>
    room.commit({type: 'file-deleted', fileId}, sender, change),
  );
};
