import {CodecraftError} from '@codecraft/core/errors';
import {requireFreePath, requireRoomForFile} from '../file-tree.js';
import type {Handler} from './handler.js';

/** A new file with its first text. The client chose the id, so that it can go on typing meanwhile. */
export const fileCreate: Handler<'file-create'> = async (room, sender, {fileId, path, text}) => {
  room.require(sender.by, 'edit');
  requireRoomForFile(room.state);
  requireFreePath(room.state, path);
  if (room.state.files[fileId]) throw new CodecraftError('conflict', 'This file is already there.');
  await room.documents.create(fileId, text, (change) =>
    room.commit({type: 'file-created', file: {id: fileId, path}}, sender, change),
  );
};
