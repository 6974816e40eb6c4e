import {requireFresh} from '../stale.js';
import type {Handler} from './handler.js';

export const projectRename: Handler<'project-rename'> = async (room, sender, {name, basedOn}) => {
  room.require(sender.by, 'rename');
  await requireFresh(room, {type: 'name'}, basedOn);
  await room.commit({type: 'project-renamed', name}, sender);
};
