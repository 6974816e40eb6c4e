import {may, type ProjectSummary} from '@codecraft/core/protocol';
import {html, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {avatar} from '../internal/avatar.js';
import {icon} from '../internal/icon.js';
import type {MenuEntry} from '../internal/menu.js';
import {roleNames} from '../members/role-names.js';
import {lastLine} from './project-list.js';

export interface ProjectRow {
  readonly project: ProjectSummary;
  readonly href: string;
  readonly isRenaming: boolean;
  onOpen(): void;
  /** Undefined when it keeps its name. */
  onRename(name: string | undefined): void;
  onMenu(opener: HTMLElement): void;
}

/** One project of mine. A click opens it here; with a modifier key the browser opens the link as any other. */
export function projectRow(row: ProjectRow): TemplateResult {
  const {project} = row;
  return html`<li class="project" part="row">
    ${row.isRenaming ? nameField(row) : nameLink(row)}
    <span class="last">${lastLine(project, Date.now())}</span>
    <span class="stack">${project.members.map((member) => avatar(member, {size: 'medium', away: !member.isHere}))}</span>
    <span class="role">${roleNames[project.role]}</span>
    <button
      type="button"
      class="icon-button"
      aria-label="Actions for ${project.name}"
      title="Actions for ${project.name}"
      aria-haspopup="menu"
      @click=${(event: MouseEvent) => row.onMenu(event.currentTarget as HTMLElement)}
    >
      ${icon('more')}
    </button>
  </li>`;
}

export interface ProjectActions {
  open(): void;
  rename(): void;
  leave(): void;
  delete(): void;
}

/** What can be done with a project by who has this role in it. The server decides again. */
export function projectActions({role}: ProjectSummary, actions: ProjectActions): MenuEntry[] {
  return [
    {label: 'Open', icon: 'open', select: actions.open},
    ...(may(role, 'rename') ? [{label: 'Rename', icon: 'rename', select: actions.rename} as const] : []),
    'separator',
    {label: 'Leave', select: actions.leave, icon: 'close'},
    ...(may(role, 'delete-project')
      ? [{label: 'Delete', icon: 'trash', isDanger: true, select: actions.delete} as const]
      : []),
  ];
}

function nameLink({project, href, onOpen}: ProjectRow): TemplateResult {
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  return html`<a class="name" href=${href} @click=${onClick}>${project.name}</a>`;
}

function nameField({project, onRename}: ProjectRow): TemplateResult {
  const typed = (event: Event) => (event.target as HTMLInputElement).value.trim();
  return html`<input
    class="rename"
    aria-label="New name of ${project.name}"
    maxlength="100"
    .value=${project.name}
    ${ref(selectOnce)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === 'Enter') onRename(typed(event));
      if (event.key === 'Escape') onRename(undefined);
    }}
    @blur=${(event: FocusEvent) => onRename(typed(event))}
  />`;
}

function selectOnce(element: Element | undefined): void {
  if (!(element instanceof HTMLInputElement)) return;
  queueMicrotask(() => {
    element.focus();
    element.select();
  });
}
