import type {ProjectSummary} from '@codecraft/core/protocol';
import {firstName, listNames} from '../internal/avatar.js';
import {dayText} from '../internal/time.js';

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
