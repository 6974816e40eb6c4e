import {CodecraftError} from '@codecraft/core/errors';
import {may} from '@codecraft/core/protocol';
import type {Handler} from './handler.js';

/** Stops a turn. Who asked may, and so may admins. A turn that has ended is left as it is. */
export const turnStop: Handler<'turn-stop'> = async (room, sender, {turnId}) => {
  const member = room.memberOf(sender.by);
  const turn = room.turns.find(turnId);
  if (turn && turn.userId !== member.userId && !may(member.role, 'settings')) {
    throw new CodecraftError('forbidden', `Only ${turn.name} or an admin can stop this.`);
  }
  await room.turns.stop(turnId, member);
  await room.write({}, sender);
};
