import {removeMember} from '../change-member.js';
import type {Handler} from './handler.js';

export const memberRemove: Handler<'member-remove'> = (room, sender, member) =>
  removeMember(room, sender, member);
