import {z} from 'zod';
import {CodecraftError} from '../errors.js';
import {
  CreatedLink,
  type CreateLinkBody,
  type CreateProjectBody,
  EventPage,
  type InviteBody,
  type InviteLink,
  InviteLinksBody,
  limits,
  type PendingInvite,
  PendingInvitesBody,
  ProjectId,
  ProjectStats,
  ProjectsBody,
  SessionBody,
  TicketBody,
  User,
} from '../protocol/index.js';
import {ApiClient} from './api-client.js';
import {ApiError} from './api-error.js';
import {endOfToken} from './end-of-token.js';
import {type AskHost, tokenOfHost} from './host-token.js';

export type SessionState =
  /** Not asked yet; call `restore()`. */
  | {readonly status: 'unknown'; readonly user: null}
  /** `refusal` is why the server did not take the host site's token. */
  | {readonly status: 'signed-out'; readonly user: null; readonly refusal?: CodecraftError}
  | {readonly status: 'signed-in'; readonly user: User};

/** Renewed this long before it ends, so that no request starts with a token about to expire. */
const renewBeforeMs = 30_000;

/** How long a ticket that nobody has used is kept: half its life, so that it still opens a socket. */
const ticketKeptMs = limits.ticketTtlMs / 2;

export interface SessionOptions {
  server: string;
  fetch?: typeof fetch;
  /**
   * Answers a token of the host site, which signs its own users in and is among the server's TRUSTED_ISSUERS. Asked
   * again whenever the last one ends. The session's own signing in and out is then not available.
   */
  token?: AskHost;
}

/**
 * Who is signed in at one server, and what they may ask of it outside a room.
 * The access token lives in memory only; the refresh token is an httpOnly cookie this code never sees.
 */
export class Session {
  readonly server: string;
  /** True when the host site signs people in. */
  readonly isHosted: boolean;
  private readonly api: ApiClient;
  private readonly askHost: AskHost | undefined;
  private readonly listeners = new Set<() => void>();
  private current: SessionState = {status: 'unknown', user: null};
  private token: {value: string; expiresAt: number} | null = null;
  private renewing: Promise<void> | null = null;
  /** The guest's ticket that said that they may look, until it serves or is too old. */
  private guestTicket: {projectId: string; ticket: string; keptUntil: number} | null = null;

  constructor(options: SessionOptions) {
    this.api = new ApiClient(options.server, options.fetch);
    this.server = this.api.server;
    this.askHost = options.token;
    this.isHosted = options.token !== undefined;
  }

  get state(): SessionState {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Finds out whether this browser is still signed in; where the host site signs people in, asks it for a token anew.
   * Never rejects for being signed out.
   */
  async restore(): Promise<void> {
    if (this.current.status !== 'unknown' && !this.isHosted) return;
    // One under way may have been given the token before this one; how it ended is told to who began it.
    if (this.renewing) await this.renewing.catch(() => undefined);
    try {
      await this.renew();
    } catch (error) {
      if (!isSignedOut(error)) throw error;
    }
  }

  async register(account: {email: string; name: string; password: string}): Promise<void> {
    this.requireOwn();
    this.accept(await this.api.request('api/accounts', {method: 'post', json: account}, SessionBody));
  }

  async signIn(credentials: {email: string; password: string}): Promise<void> {
    this.requireOwn();
    this.accept(await this.api.request('api/session', {method: 'post', json: credentials}, SessionBody));
  }

  async signOut(): Promise<void> {
    this.requireOwn();
    await this.api.send('api/session', {method: 'delete'});
    this.forget();
  }

  /** Sets another password, which ends every other session. Wrong passwords count as failures to sign in. */
  async changePassword(change: {password: string; newPassword: string}): Promise<void> {
    const options = {method: 'post', json: change, headers: await this.authorization()};
    this.accept(await this.api.request('api/me/password', options, SessionBody));
  }

  /**
   * Deletes the account, with the projects nobody else is in. Refused with `conflict` to the only admin of others.
   * Cannot be undone.
   */
  async deleteAccount(password: string): Promise<void> {
    const options = {method: 'delete', json: {password}, headers: await this.authorization()};
    await this.api.send('api/me', options);
    this.forget();
  }

  async listProjects(): Promise<ProjectsBody> {
    return this.api.request('api/projects', {headers: await this.authorization()}, ProjectsBody);
  }

  /** @returns the new project's id. */
  async createProject(project: CreateProjectBody): Promise<string> {
    const options = {method: 'post', json: project, headers: await this.authorization()};
    const {id} = await this.api.request('api/projects', options, z.object({id: ProjectId}));
    return id;
  }

  async renameProject(projectId: string, name: string): Promise<void> {
    const options = {method: 'patch', json: {name}, headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}`, options);
  }

  /** With everything in it, for everyone. Cannot be undone. */
  async deleteProject(projectId: string): Promise<void> {
    await this.api.send(`api/projects/${projectId}`, {method: 'delete', headers: await this.authorization()});
  }

  /** Refused to a project's only admin while others are in it. */
  async leaveProject(projectId: string): Promise<void> {
    const options = {method: 'delete', headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}/members/me`, options);
  }

  /** Makes another member admin, and the caller an ordinary member. */
  async handOver(projectId: string, userId: string): Promise<void> {
    const options = {method: 'post', json: {userId}, headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}/hand-over`, options);
  }

  /** Who changed what in a project, newest first, for its admins. @param before Where the last page ended. */
  async readEvents(projectId: string, before?: number): Promise<EventPage> {
    const options = {headers: await this.authorization(), ...(before ? {searchParams: {before}} : {})};
    return this.api.request(`api/projects/${projectId}/events`, options, EventPage);
  }

  async readStats(projectId: string): Promise<ProjectStats> {
    const options = {headers: await this.authorization()};
    return this.api.request(`api/projects/${projectId}/stats`, options, ProjectStats);
  }

  /** An invitation for whoever has its token, which is told this once. */
  async createLink(projectId: string, link: CreateLinkBody): Promise<CreatedLink> {
    const options = {method: 'post', json: link, headers: await this.authorization()};
    return this.api.request(`api/projects/${projectId}/links`, options, CreatedLink);
  }

  /** Those that still let someone in. */
  async listLinks(projectId: string): Promise<InviteLink[]> {
    const options = {headers: await this.authorization()};
    return (await this.api.request(`api/projects/${projectId}/links`, options, InviteLinksBody)).links;
  }

  async revokeLink(projectId: string, linkId: string): Promise<void> {
    const options = {method: 'delete', headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}/links/${linkId}`, options);
  }

  /** Invitations by e-mail that nobody has answered. */
  async listInvites(projectId: string): Promise<PendingInvite[]> {
    const options = {headers: await this.authorization()};
    return (await this.api.request(`api/projects/${projectId}/invites`, options, PendingInvitesBody)).invites;
  }

  async revokeInvite(projectId: string, inviteId: string): Promise<void> {
    const options = {method: 'delete', headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}/invites/${inviteId}`, options);
  }

  async joinByLink(projectId: string, token: string): Promise<void> {
    const options = {method: 'post', json: {token}, headers: await this.authorization()};
    await this.api.send(`api/projects/${projectId}/join`, options);
  }

  async invite(projectId: string, invite: InviteBody): Promise<void> {
    await this.api.send(`api/projects/${projectId}/invites`, {
      method: 'post',
      json: invite,
      headers: await this.authorization(),
    });
  }

  async acceptInvite(projectId: string): Promise<void> {
    await this.api.send(`api/invites/${projectId}`, {method: 'post', headers: await this.authorization()});
  }

  async declineInvite(projectId: string): Promise<void> {
    await this.api.send(`api/invites/${projectId}`, {method: 'delete', headers: await this.authorization()});
  }

  /** An address that opens one socket to a project's room, once, within half a minute. */
  async roomAddress(projectId: string): Promise<string> {
    const options = {method: 'post', headers: await this.authorization()};
    const {ticket} = await this.api.request(`api/projects/${projectId}/ticket`, options, TicketBody);
    return this.socketAddress(projectId, ticket);
  }

  /** The same for who is not signed in, where the project lets guests look. Refused with `not-found` elsewhere. */
  async guestAddress(projectId: string): Promise<string> {
    const kept = this.guestTicket;
    this.guestTicket = null;
    const isOfUse = kept?.projectId === projectId && Date.now() < kept.keptUntil;
    return this.socketAddress(projectId, isOfUse ? kept.ticket : await this.takeGuestTicket(projectId));
  }

  /** Whether the project lets guests look. The ticket that says so serves the next `guestAddress`. */
  async mayLook(projectId: string): Promise<boolean> {
    try {
      const ticket = await this.takeGuestTicket(projectId);
      this.guestTicket = {projectId, ticket, keptUntil: Date.now() + ticketKeptMs};
      return true;
    } catch (error) {
      if (error instanceof CodecraftError && error.code === 'not-found') return false;
      throw error;
    }
  }

  private async takeGuestTicket(projectId: string): Promise<string> {
    const path = `api/projects/${projectId}/guest-ticket`;
    return (await this.api.request(path, {method: 'post'}, TicketBody)).ticket;
  }

  private socketAddress(projectId: string, ticket: string): string {
    const base = this.server.replace(/^http/, 'ws');
    return `${base}/parties/project/${projectId}?ticket=${encodeURIComponent(ticket)}`;
  }

  private async authorization(): Promise<{authorization: string}> {
    if (!this.token || this.token.expiresAt - renewBeforeMs < Date.now()) await this.renew();
    if (!this.token) throw new CodecraftError('not-signed-in', 'You are signed out. Sign in again.');
    return {authorization: `Bearer ${this.token.value}`};
  }

  /** One renewal at a time: the refresh token changes with each, and two at once would look like theft. */
  private renew(): Promise<void> {
    this.renewing ??= this.exchange().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async exchange(): Promise<void> {
    if (this.askHost) return this.exchangeHosted(this.askHost);
    const renewal = () => this.api.request('api/session/refresh', {method: 'post'}, SessionBody);
    try {
      // Other tabs share the cookie, so they share the lock too.
      const locks = globalThis.navigator?.locks;
      this.accept(await (locks ? locks.request(`codecraft-session ${this.server}`, renewal) : renewal()));
    } catch (error) {
      if (isSignedOut(error)) this.forget();
      throw error;
    }
  }

  private async exchangeHosted(askHost: AskHost): Promise<void> {
    const value = await tokenOfHost(askHost);
    try {
      const headers = {authorization: `Bearer ${value}`};
      const user = await this.api.request('api/me', {headers}, User);
      this.token = {value, expiresAt: endOfToken(value)};
      this.change({status: 'signed-in', user});
    } catch (error) {
      if (isSignedOut(error)) this.forget(error);
      throw error;
    }
  }

  /** @throws CodecraftError `unsupported` where the host site signs people in. */
  private requireOwn(): void {
    if (!this.isHosted) return;
    throw new CodecraftError('unsupported', 'This site signs you in. Sign in or out there.');
  }

  private accept(body: SessionBody): void {
    this.token = {value: body.accessToken, expiresAt: body.expiresAt};
    this.change({status: 'signed-in', user: body.user});
  }

  private forget(refusal?: CodecraftError): void {
    this.token = null;
    this.change({status: 'signed-out', user: null, ...(refusal && {refusal})});
  }

  private change(state: SessionState): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener();
  }
}

function isSignedOut(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'not-signed-in';
}
