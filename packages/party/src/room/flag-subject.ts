import type {FlagName} from '@codecraft/core/protocol';
import type {Room} from './room.js';

/** Whom a flag is asked about in a room: guests by the project, everything else by the person. */
export function flagSubject(room: Room, name: FlagName, userId: string) {
  return name === 'guests' ? {id: room.state.id} : {id: userId, role: room.state.members[userId]?.role};
}
