import type {Caller} from '../../host/calls.js';
import {create} from './create.js';
import {deleteProject} from './delete-project.js';
import {readChat, readEvents, readStats} from './history.js';
import {dropInvite, invite, join} from './invites.js';
import {leave, requireMayLeave} from './leave.js';
import {createLink, joinByLink, listLinks, revokeLink} from './links.js';
import {endSession, issueTicket, redeemTicket} from './sockets.js';
import {summarize} from './summarize.js';

/** Everything the HTTP side may ask a project's room. */
export const roomCalls = {
  create,
  deleteProject,
  leave,
  requireMayLeave,
  summarize,
  invite,
  join,
  dropInvite,
  createLink,
  listLinks,
  revokeLink,
  joinByLink,
  readChat,
  readEvents,
  readStats,
  issueTicket,
  redeemTicket,
  endSession,
};

export type RoomCaller = Caller<typeof roomCalls>;
