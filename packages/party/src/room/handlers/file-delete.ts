import {fileOf} from '../file-tree.js';
import {requireFresh} from '../stale.js';
import type {Handler} from './handler.js';

export const fileDelete: Handler<'file-delete'> = async (room, sender, {fileId, basedOn}) => {
  room.require(sender.by, 'edit');
  fileOf(room.state, fileId);
  await requireFresh(room, {type: 'file', id: fileId}, basedOn);
  await room.documents.remove([fileId], (change) =>
    room.commit({type: 'file-deleted', fileId}, sender, change),
  );
};
