import {changeRole} from '../change-member.js';
import type {Handler} from './handler.js';

export const memberRole: Handler<'member-role'> = (room, sender, change) => changeRole(room, sender, change);
