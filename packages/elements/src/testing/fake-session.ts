import type {Session, SessionState} from '@codecraft/core/auth';
import {CodecraftError} from '@codecraft/core/errors';
import type {
  EventPage,
  InviteLink,
  NumberedEvent,
  PendingInvite,
  ProjectStats,
  ProjectsBody,
  User,
} from '@codecraft/core/protocol';
import {priya} from './todo-state.js';

export interface FakeSessionOptions extends Partial<ProjectsBody> {
  /** Null for nobody. */
  readonly user?: User | null;
  /** Whether its projects let guests in. */
  readonly guests?: boolean;
  /** Whether a site signs its users in, whose token was refused where there is no user. */
  readonly isHosted?: boolean;
}

/** A session that answers from memory and notes what it is asked. Set `failure` to make the next call reject. */
export class FakeSession {
  readonly server = 'http://party.example';
  readonly isHosted: boolean;
  readonly calls: (readonly [method: string, ...given: unknown[]])[] = [];
  failure: Error | null = null;
  stats: ProjectStats = {members: 3, files: 12, bytes: 48_200, messages: 31, turns: 4, updatedAt: Date.now()};
  /** Newest first. */
  events: readonly NumberedEvent[] = [];
  eventsPerPage = 50;
  links: readonly InviteLink[] = [];
  pending: readonly PendingInvite[] = [];
  state: SessionState;
  private readonly listeners = new Set<() => void>();
  private readonly body: ProjectsBody;
  guests: boolean;

  constructor({
    user = someone,
    projects = [],
    invites = [],
    guests = false,
    isHosted = false,
  }: FakeSessionOptions = {}) {
    this.isHosted = isHosted;
    this.guests = guests;
    this.body = {projects, invites};
    this.state = stateOf(user);
    if (isHosted && !user) this.state = {status: 'signed-out', user: null, refusal};
  }

  /** As the elements see it. */
  get asSession(): Session {
    return this as unknown as Session;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  become(user: User | null): void {
    this.state = stateOf(user);
    for (const listener of [...this.listeners]) listener();
  }

  restore = () => this.note('restore');
  invite = (projectId: string, invite: unknown) => this.note('invite', projectId, invite);
  renameProject = (projectId: string, name: string) => this.note('renameProject', projectId, name);
  deleteProject = (projectId: string) => this.note('deleteProject', projectId);
  leaveProject = (projectId: string) => this.note('leaveProject', projectId);
  handOver = (projectId: string, userId: string) => this.note('handOver', projectId, userId);
  joinByLink = (projectId: string, token: string) => this.note('joinByLink', projectId, token);
  acceptInvite = (projectId: string) => this.note('acceptInvite', projectId);
  declineInvite = (projectId: string) => this.note('declineInvite', projectId);

  async register(account: unknown): Promise<void> {
    await this.note('register', account);
    this.become(someone);
  }

  async signIn(credentials: unknown): Promise<void> {
    await this.note('signIn', credentials);
    this.become(someone);
  }

  async signOut(): Promise<void> {
    await this.note('signOut');
    this.become(null);
  }

  changePassword = (change: unknown) => this.note('changePassword', change);

  async deleteAccount(password: string): Promise<void> {
    await this.note('deleteAccount', password);
    this.become(null);
  }

  async listProjects(): Promise<ProjectsBody> {
    await this.note('listProjects');
    return this.body;
  }

  async createProject(project: unknown): Promise<string> {
    await this.note('createProject', project);
    return 'n'.repeat(20);
  }

  async createLink(projectId: string, link: unknown): Promise<{token: string}> {
    await this.note('createLink', projectId, link);
    return {token: 'secret'};
  }

  async readStats(projectId: string): Promise<ProjectStats> {
    await this.note('readStats', projectId);
    return this.stats;
  }

  async readEvents(projectId: string, before = Number.POSITIVE_INFINITY): Promise<EventPage> {
    await this.note('readEvents', projectId, before);
    const rest = this.events.filter(({sequence}) => sequence < before);
    const events = rest.slice(0, this.eventsPerPage);
    return {events, before: rest.length > events.length ? (events.at(-1)?.sequence ?? null) : null};
  }

  async listLinks(projectId: string): Promise<readonly InviteLink[]> {
    await this.note('listLinks', projectId);
    return this.links;
  }

  async listInvites(projectId: string): Promise<readonly PendingInvite[]> {
    await this.note('listInvites', projectId);
    return this.pending;
  }

  async revokeLink(projectId: string, linkId: string): Promise<void> {
    await this.note('revokeLink', projectId, linkId);
    this.links = this.links.filter(({id}) => id !== linkId);
  }

  async revokeInvite(projectId: string, inviteId: string): Promise<void> {
    await this.note('revokeInvite', projectId, inviteId);
    this.pending = this.pending.filter(({id}) => id !== inviteId);
  }

  async mayLook(projectId: string): Promise<boolean> {
    await this.note('mayLook', projectId);
    return this.guests;
  }

  async guestAddress(projectId: string): Promise<string> {
    await this.note('guestAddress', projectId);
    if (!this.guests) throw new CodecraftError('not-found', 'There is no such project.');
    return 'ws://party.example';
  }

  private async note(...call: readonly [method: string, ...given: unknown[]]): Promise<void> {
    this.calls.push(call);
    const {failure} = this;
    this.failure = null;
    if (failure) throw failure;
  }
}

const refusal = new CodecraftError(
  'not-signed-in',
  'The token of your site is for another service. Reload the page.',
);

export const someone: User = {id: priya.userId, email: 'priya@school.example', name: priya.name};

export function fakeSession(options?: FakeSessionOptions): Session {
  return new FakeSession(options).asSession;
}

function stateOf(user: User | null): SessionState {
  return user ? {status: 'signed-in', user} : {status: 'signed-out', user: null};
}
