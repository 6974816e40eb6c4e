import type {ProjectState} from '@codecraft/core/project';
import type {NumberedEvent, ProjectStats} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {aiAvatar, avatar} from '../internal/avatar.js';
import {byteSize} from '../internal/byte-size.js';
import {counted} from '../internal/counting.js';
import {clockTime, dayText} from '../internal/time.js';
import type {Activity} from './activity.js';
import {eventText, type KnownNames, knownNames} from './event-text.js';
import {failureNotice} from './failure-notice.js';

/** Of who is a member no more. */
const unknownColor = 6;

/** The project in numbers, and who changed what in it, newest first. */
export function activityView(activity: Activity, state: ProjectState): TemplateResult {
  const {events, stats, failure} = activity;
  const names = knownNames(events ?? [], state);
  return html`
    ${stats ? html`<p class="stats muted">${statsText(stats)}</p>` : nothing}
    ${events?.length === 0 ? html`<p class="muted">Nothing has changed since the project was made.</p>` : nothing}
    ${
      events?.length
        ? html`<ol class="events" aria-label="Changes, newest first">
            ${events.map((event) => eventRow(event, names, state))}
          </ol>`
        : nothing
    }
    ${failure ? failureNotice(failure.message, () => void (events ? activity.loadMore() : activity.load())) : nothing}
    ${
      activity.hasMore && !failure
        ? html`<button
            type="button"
            class="button more"
            aria-busy=${activity.isLoading ? 'true' : nothing}
            @click=${() => void activity.loadMore()}
          >
            Show earlier changes
          </button>`
        : nothing
    }
    <p class="visually-hidden" role="status">${activity.isLoading ? 'Asking the server' : ''}</p>`;
}

function statsText({members, files, bytes, messages, turns, updatedAt}: ProjectStats): string {
  return [
    counted(members, 'member'),
    `${counted(files, 'file')}, ${byteSize(bytes)}`,
    counted(messages, 'message'),
    counted(turns, 'AI turn'),
    `last changed ${dayText(updatedAt, Date.now())} ${clockTime(updatedAt)}`,
  ].join(' · ');
}

function eventRow(numbered: NumberedEvent, names: KnownNames, {members}: ProjectState): TemplateResult {
  const {by, at} = numbered;
  const name = names.person(by);
  const color = members.find(({userId}) => userId === by)?.color ?? unknownColor;
  return html`<li>
    ${by === 'ai' ? aiAvatar : avatar({name, color})}
    <span class="what"><b>${name}</b> ${eventText(numbered, names)}</span>
    <time class="faint s" datetime=${new Date(at).toISOString()}>${dayText(at, Date.now())} ${clockTime(at)}</time>
  </li>`;
}
