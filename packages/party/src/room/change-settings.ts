import {closeCodes, type RoomSettings} from '@codecraft/core/protocol';
import type {Cause, Room} from './room.js';
import {requireFresh} from './stale.js';

/** Any of the settings, as they come from outside. */
export type SettingsChange = {readonly [Name in keyof RoomSettings]?: RoomSettings[Name] | undefined};

/**
 * Changes the settings that are named. A new lifetime holds for messages from now on; where guests are no longer
 * wanted, those who are here go.
 */
export async function changeSettings(
  room: Room,
  cause: Cause,
  change: SettingsChange,
  basedOn: number | undefined,
): Promise<void> {
  await requireFresh(room, {type: 'settings'}, basedOn);
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings: RoomSettings = {...room.state.settings, ...named};
  await room.commit({type: 'settings-changed', settings}, cause);
  if (settings.guests === 'off') {
    room.closeWhere(({data}) => data.isGuest, closeCodes.forbidden, 'This project is for its members only.');
  }
}
