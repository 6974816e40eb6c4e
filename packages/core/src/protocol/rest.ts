import {z} from 'zod';
import {errorCodes} from '../errors.js';
import {ChatMessage, ChatText} from './chat.js';
import {MessageId, ProjectId, UserId} from './ids.js';
import {limits} from './limits.js';
import {Role} from './roles.js';
import {Member, NumberedEvent, RoomSettings, Timestamp} from './state.js';

const Email = z.string().trim().max(limits.maxEmailLength).pipe(z.email('This is not an e-mail address.'));
const PersonName = z.string().trim().min(1, 'A name is needed.').max(limits.maxNameLength);
const ProjectName = z.string().trim().min(1, 'A name is needed.').max(limits.maxProjectNameLength);
/** Counted in code points, so that an emoji is one character. */
const NewPassword = z.string().superRefine((password, context) => {
  const length = [...password].length;
  if (length < limits.minPasswordLength || length > limits.maxPasswordLength) {
    context.addIssue({
      code: 'custom',
      message: `${length} ${length === 1 ? 'character' : 'characters'}. Use ${limits.minPasswordLength} to ${limits.maxPasswordLength}.`,
    });
  }
});

export const User = z.object({
  id: UserId,
  /** Empty for someone a trusted site signs in. */
  email: z.string(),
  name: z.string(),
});
export type User = z.infer<typeof User>;

/** POST /api/accounts */
export const RegisterBody = z.object({email: Email, name: PersonName, password: NewPassword});
/** POST /api/session */
export const SignInBody = z.object({email: Email, password: z.string().max(1024)});

/** POST /api/me/password. Ends every session but the one it answers with. */
export const ChangePasswordBody = z.object({password: z.string().max(1024), newPassword: NewPassword});
/** DELETE /api/me. Without a password for someone a trusted site signs in. */
export const DeleteAccountBody = z.object({password: z.string().max(1024).optional()});

/** The answer to registering, signing in and renewing. The refresh token is an httpOnly cookie, never here. */
export const SessionBody = z.object({
  user: User,
  accessToken: z.string().max(limits.maxTokenBytes),
  /** When the access token ends; renew before. */
  expiresAt: Timestamp,
});
export type SessionBody = z.infer<typeof SessionBody>;

/** POST /api/projects. `template` fills it at once. */
export const CreateProjectBody = z.object({
  name: ProjectName,
  template: z.string().max(40).optional(),
});
export type CreateProjectBody = z.infer<typeof CreateProjectBody>;

export const ProjectSummary = z.object({
  id: ProjectId,
  name: z.string(),
  role: Role,
  /** The first few members. */
  members: z.array(z.object({userId: UserId, name: z.string(), color: z.number(), isHere: z.boolean()})),
  updatedAt: Timestamp,
  /** The number of the last event: what `basedOn` of a change refers to. */
  version: z.number().int().nonnegative(),
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

/** PATCH /api/projects/:id. What is not named stays; `basedOn` refuses a change of what changed meanwhile. */
export const ChangeProjectBody = z.object({
  name: ProjectName.optional(),
  settings: RoomSettings.partial().optional(),
  basedOn: z.number().int().nonnegative().optional(),
});
export type ChangeProjectBody = z.infer<typeof ChangeProjectBody>;

/** GET /api/projects/:id/settings, and the answer to PATCH /api/projects/:id. */
export const ProjectDetails = z.object({
  id: ProjectId,
  name: z.string(),
  settings: RoomSettings,
  version: z.number().int().nonnegative(),
});
export type ProjectDetails = z.infer<typeof ProjectDetails>;

/** GET /api/projects/:id/members */
export const MembersBody = z.object({members: z.array(Member), version: z.number().int().nonnegative()});
export type MembersBody = z.infer<typeof MembersBody>;

/** PATCH /api/projects/:id/members/:userId */
export const ChangeMemberBody = z.object({role: Role, basedOn: z.number().int().nonnegative().optional()});
export type ChangeMemberBody = z.infer<typeof ChangeMemberBody>;

/** POST /api/projects/:id/hand-over: makes another member admin, and the caller an ordinary member. */
export const HandOverBody = z.object({userId: UserId});

/** POST /api/projects/:id/members/lookup: the member with exactly this address, for admins. */
export const LookupBody = z.object({email: Email});

/** POST /api/projects/:id/chat. `id` makes sending it again harmless; `@ai` in the text asks the AI. */
export const SendChatBody = z.object({id: MessageId.optional(), text: ChatText});

/** An invitation that nobody has answered, as the project's admins see it. */
export const PendingInvite = z.object({
  id: z.string(),
  role: Role,
  at: Timestamp,
  /** The name of who invited. */
  from: z.string(),
  /** Told to who wrote it and to nobody else. */
  email: z.string().optional(),
});
export type PendingInvite = z.infer<typeof PendingInvite>;

/** GET /api/projects/:id/invites */
export const PendingInvitesBody = z.object({invites: z.array(PendingInvite)});
export type PendingInvitesBody = z.infer<typeof PendingInvitesBody>;

export const Invite = z.object({
  projectId: ProjectId,
  projectName: z.string(),
  role: Role,
  /** The name of who invited. */
  from: z.string(),
});
export type Invite = z.infer<typeof Invite>;

/** GET /api/projects, last used first. */
export const ProjectsBody = z.object({projects: z.array(ProjectSummary), invites: z.array(Invite)});
export type ProjectsBody = z.infer<typeof ProjectsBody>;

/** POST /api/projects/:id/invites. Answers alike whether or not that address has an account. */
export const InviteBody = z.object({email: Email, role: Role});
export type InviteBody = z.infer<typeof InviteBody>;

/** POST /api/projects/:id/links */
export const CreateLinkBody = z.object({
  role: Role,
  expiresInSeconds: z.number().int().min(60).max(limits.maxLinkLifetimeSeconds),
  uses: z.number().int().min(1).max(limits.maxLinkUses),
});
export type CreateLinkBody = z.infer<typeof CreateLinkBody>;

/** An invitation for whoever has the link. */
export const InviteLink = z.object({
  id: z.string(),
  role: Role,
  expiresAt: Timestamp,
  usesLeft: z.number().int().positive(),
  /** The name of who made it. */
  from: z.string(),
});
export type InviteLink = z.infer<typeof InviteLink>;

/** The answer to making one. The token is told this once. */
export const CreatedLink = InviteLink.extend({token: z.string()});
export type CreatedLink = z.infer<typeof CreatedLink>;

/** GET /api/projects/:id/links */
export const InviteLinksBody = z.object({links: z.array(InviteLink)});
export type InviteLinksBody = z.infer<typeof InviteLinksBody>;

/** POST /api/projects/:id/join */
export const JoinBody = z.object({token: z.string().max(100)});
export type JoinBody = z.infer<typeof JoinBody>;

/** GET /api/projects/:id/chat?before=: a page, oldest first, and where the one before it ends. */
export const ChatPage = z.object({messages: z.array(ChatMessage), before: z.string().nullable()});
export type ChatPage = z.infer<typeof ChatPage>;

/** GET /api/projects/:id/events?before=: the audit log, newest first. */
export const EventPage = z.object({
  events: z.array(NumberedEvent),
  before: z.number().int().positive().nullable(),
});
export type EventPage = z.infer<typeof EventPage>;

/** GET /api/projects/:id/stats */
export const ProjectStats = z.object({
  members: z.number(),
  files: z.number(),
  bytes: z.number(),
  /** Not yet expired. */
  messages: z.number(),
  turns: z.number(),
  updatedAt: Timestamp,
});
export type ProjectStats = z.infer<typeof ProjectStats>;

/** POST /api/projects/:id/ticket: opens one socket, once, within `limits.ticketTtlMs`. */
export const TicketBody = z.object({ticket: z.string().max(200), expiresAt: Timestamp});
export type TicketBody = z.infer<typeof TicketBody>;

/** Every error of the API, as RFC 9457 problem details with our stable code. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(errorCodes),
  detail: z.string(),
  requestId: z.string(),
  /** Which field of the body is meant, such as `password`. */
  field: z.string().optional(),
  /** For a change that was based on a stale version: the current one. */
  version: z.number().int().nonnegative().optional(),
});
export type Problem = z.infer<typeof Problem>;
