import {otherMember, requireAnotherAdmin} from '../members.js';
import type {Handler} from './handler.js';

/** Gives a member another role. It holds for their open sockets from the next message on. */
export const memberRole: Handler<'member-role'> = async (room, sender, {userId, role}) => {
  room.require(sender.by, 'change-role');
  const member = otherMember(room.state, userId);
  if (role !== 'admin') requireAnotherAdmin(room.state, member);
  await room.commit({type: 'role-changed', userId, role}, sender);
};
