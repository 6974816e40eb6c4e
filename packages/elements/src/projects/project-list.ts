import type {ProjectSummary} from '@codecraft/core/protocol';
import {firstName, listNames} from '../internal/avatar.js';

const dayMs = 86_400_000;
const weekday = new Intl.DateTimeFormat('en', {weekday: 'long'});
const date = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long'});
const dateWithYear = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long', year: 'numeric'});

export interface ProjectGroup {
  readonly title: string;
  readonly projects: readonly ProjectSummary[];
}

/** Projects whose name holds what is looked for: those with someone in them first, empty groups left out. */
export function projectGroups(projects: readonly ProjectSummary[], search: string): ProjectGroup[] {
  const wanted = search.trim().toLocaleLowerCase();
  const found = projects.filter((project) => project.name.toLocaleLowerCase().includes(wanted));
  const isOpen = (project: ProjectSummary) => project.members.some((member) => member.isHere);
  return [
    {title: 'Open now', projects: found.filter(isOpen)},
    {title: 'Earlier', projects: found.filter((project) => !isOpen(project))},
  ].filter((group) => group.projects.length);
}

/** What happened there last, as far as the list knows. @param now Milliseconds since 1970. */
export function lastLine(project: ProjectSummary, now: number): string {
  const here = project.members.filter((member) => member.isHere).map((member) => firstName(member.name));
  if (here.length) return `${listNames(here)} ${here.length === 1 ? 'is' : 'are'} here`;
  return `Last changed ${dayText(project.updatedAt, now)}`;
}

/** `today`, `yesterday`, `on Tuesday`, `on 9 November`. Days begin at midnight on this machine. */
export function dayText(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 7) return `on ${weekday.format(at)}`;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `on ${(isThisYear ? date : dateWithYear).format(at)}`;
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
