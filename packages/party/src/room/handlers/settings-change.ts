import {changeSettings} from '../change-settings.js';
import type {Handler} from './handler.js';

export const settingsChange: Handler<'settings-change'> = async (room, sender, {settings, basedOn}) => {
  room.require(sender.by, 'settings');
  await changeSettings(room, sender, settings, basedOn);
};
