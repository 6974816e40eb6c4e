import type {Caller} from '../../host/calls.js';
import {admitIssued} from './admit-issued.js';
import {changeProject, readDetails} from './change-project.js';
import {sendChat} from './chat.js';
import {create} from './create.js';
import {deleteProject} from './delete-project.js';
import {readChat, readEvents, readStats} from './history.js';
import {dropInvite, invite, join, listInvites, revokeInvite} from './invites.js';
import {leave, nameIfOnlyAdmin} from './leave.js';
import {createLink, joinByLink, listLinks, revokeLink} from './links.js';
import {changeMember, dismissMember, handOver, listMembers, lookUpMember} from './members.js';
import {endSession, issueGuestTicket, issueTicket, redeemTicket} from './sockets.js';
import {summarize} from './summarize.js';

/** Everything the HTTP side may ask a project's room. */
export const roomCalls = {
  create,
  admitIssued,
  changeProject,
  readDetails,
  deleteProject,
  leave,
  nameIfOnlyAdmin,
  summarize,
  invite,
  join,
  dropInvite,
  listInvites,
  revokeInvite,
  listMembers,
  lookUpMember,
  changeMember,
  dismissMember,
  handOver,
  createLink,
  listLinks,
  revokeLink,
  joinByLink,
  readChat,
  sendChat,
  readEvents,
  readStats,
  issueTicket,
  issueGuestTicket,
  redeemTicket,
  endSession,
};

export type RoomCaller = Caller<typeof roomCalls>;
