import type {Handler} from './handler.js';

/** Changes the settings. A new lifetime holds for messages from now on. */
export const settingsChange: Handler<'settings-change'> = async (room, sender, {settings}) => {
  room.require(sender.by, 'settings');
  await room.commit({type: 'settings-changed', settings}, sender);
};
