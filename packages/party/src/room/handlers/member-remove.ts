import {closeCodes} from '@codecraft/core/protocol';
import {otherMember, requireAnotherAdmin} from '../members.js';
import type {Handler} from './handler.js';

/** Removes a member and closes their sockets. Anyone may remove themselves, which is leaving. */
export const memberRemove: Handler<'member-remove'> = async (room, sender, {userId}) => {
  if (userId !== sender.by) room.require(sender.by, 'remove-member');
  const member = otherMember(room.state, userId);
  requireAnotherAdmin(room.state, member);
  await room.commit({type: 'member-left', userId}, sender);
  room.closeWhere(({data}) => data.userId === userId, closeCodes.forbidden, 'You left this project.');
};
