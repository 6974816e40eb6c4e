import type {Session} from '@codecraft/core/auth';
import type {InviteLink, PendingInvite} from '@codecraft/core/protocol';
import {Asking} from './asking.js';

/** What lets people into a project who are no members yet. */
export class Invitations extends Asking {
  /** Null until they have come. */
  links: readonly InviteLink[] | null = null;
  /** Those by e-mail that nobody has answered. */
  invites: readonly PendingInvite[] = [];

  async load(): Promise<void> {
    this.links = null;
    await this.attempt((session, projectId) => this.read(session, projectId));
  }

  async takeBackLink({id}: InviteLink): Promise<void> {
    await this.attempt(async (session, projectId) => {
      await session.revokeLink(projectId, id);
      await this.read(session, projectId);
    });
  }

  async takeBackInvite({id}: PendingInvite): Promise<void> {
    await this.attempt(async (session, projectId) => {
      await session.revokeInvite(projectId, id);
      await this.read(session, projectId);
    });
  }

  private async read(session: Session, projectId: string): Promise<void> {
    const [links, invites] = await Promise.all([
      session.listLinks(projectId),
      session.listInvites(projectId),
    ]);
    this.links = links;
    this.invites = invites;
  }
}
