import type {Handler} from './handler.js';

export const projectRename: Handler<'project-rename'> = async (room, sender, {name}) => {
  room.require(sender.by, 'rename');
  await room.commit({type: 'project-renamed', name}, sender);
};
