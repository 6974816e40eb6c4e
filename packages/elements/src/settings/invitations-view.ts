import type {InviteLink, PendingInvite} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {counted} from '../internal/counting.js';
import {icon} from '../internal/icon.js';
import {clockTime, dateText, dayText} from '../internal/time.js';
import {roleNames} from '../members/role-names.js';
import {failureNotice} from './failure-notice.js';
import type {Invitations} from './invitations.js';
import {linkForm} from './link-form.js';

/** Makes links, and lists those and the invitations that still let someone in, each to be taken back. */
export function invitationsView(invitations: Invitations, onCopy: (address: string) => void): TemplateResult {
  const {links, invites, failure} = invitations;
  const isEmpty = links?.length === 0 && invites.length === 0;
  return html`
    ${links ? linkForm(invitations, {onMake: (link) => void invitations.makeLink(link), onCopy}) : nothing}
    ${failure ? failureNotice(failure.message, () => void invitations.load()) : nothing}
    ${isEmpty ? html`<p class="muted">Nobody has an invitation that is open.</p>` : nothing}
    ${
      links?.length || (links && invites.length)
        ? html`<ul class="invitations" aria-label="Open invitations">
            ${links.map((link) => linkRow(link, () => void invitations.takeBackLink(link)))}
            ${invites.map((invite) => inviteRow(invite, () => void invitations.takeBackInvite(invite)))}
          </ul>`
        : nothing
    }
    <p class="visually-hidden" role="status">${invitations.isLoading ? 'Asking the server' : ''}</p>`;
}

function linkRow({role, usesLeft, expiresAt, from}: InviteLink, onTakeBack: () => void): TemplateResult {
  const title = `${roleNames[role]} link of ${from}`;
  const details = `${counted(usesLeft, 'use')} left, until ${dateText(expiresAt)} ${clockTime(expiresAt)}`;
  return row({title, details, onTakeBack});
}

/** The address is known to who wrote it alone. */
function inviteRow({role, at, from, email}: PendingInvite, onTakeBack: () => void): TemplateResult {
  const title = email ?? `Someone ${from} invited`;
  const details = `${roleNames[role]}, invited ${dayText(at, Date.now())} by ${from}`;
  return row({title, details, onTakeBack});
}

function row({
  title,
  details,
  onTakeBack,
}: {
  title: string;
  details: string;
  onTakeBack: () => void;
}): TemplateResult {
  return html`<li>
    <span class="what"><b>${title}</b><span class="s muted">${details}</span></span>
    <button type="button" class="button small" aria-label="Take back: ${title}" @click=${onTakeBack}>
      ${icon('close', {small: true})}Take back
    </button>
  </li>`;
}
