import {CodecraftError} from '@codecraft/core/errors';
import {isFlagOn, limits} from '@codecraft/core/protocol';
import type {Room} from './room.js';

export function guestsOnlyLook(): CodecraftError {
  return new CodecraftError('forbidden', 'Guests can look. Sign in and ask an admin to be invited.');
}

/** @throws CodecraftError `not-found` where guests are not wanted, `limit-reached` where there are too many. */
export function requireGuestsWelcome(room: Room): void {
  const isOpen = room.exists && room.state.settings.guests === 'viewer';
  if (!isOpen || !isFlagOn(room.environment.flags, 'guests', {id: room.state.id})) {
    throw new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
  }
  const guests = [...room.host.connections()].filter(({data}) => data.isGuest);
  if (guests.length < limits.maxGuests) return;
  throw new CodecraftError('limit-reached', 'Too many guests are looking at this project. Come back later.');
}
