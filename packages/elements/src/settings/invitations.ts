import type {Session} from '@codecraft/core/auth';
import type {CreateLinkBody, InviteLink, PendingInvite, Role} from '@codecraft/core/protocol';
import {joinAddress} from '../internal/join-address.js';
import {Asking} from './asking.js';

/** What lets people into a project who are no members yet. */
export class Invitations extends Asking {
  /** Null until they have come. */
  links: readonly InviteLink[] | null = null;
  /** Those by e-mail that nobody has answered. */
  invites: readonly PendingInvite[] = [];

  /** The link just made, with the secret that nobody is told again. */
  made: {readonly role: Role; readonly address: string; readonly isCopied: boolean} | null = null;

  async load(): Promise<void> {
    this.links = null;
    this.made = null;
    await this.attempt((session, projectId) => this.read(session, projectId));
  }

  async makeLink(link: CreateLinkBody): Promise<void> {
    await this.attempt(async (session, projectId) => {
      const {token} = await session.createLink(projectId, link);
      this.made = {role: link.role, address: joinAddress(projectId, token), isCopied: false};
      await this.read(session, projectId);
    });
  }

  noteCopied(): void {
    if (this.made) this.made = {...this.made, isCopied: true};
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
