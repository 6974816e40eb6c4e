import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {styleMap} from 'lit/directives/style-map.js';
import {firstName, whoStyle} from '../internal/avatar.js';
import {icon} from '../internal/icon.js';
import type {FileMark} from './file-marks.js';
import type {TreeRow} from './tree-rows.js';

export interface RowView {
  readonly row: TreeRow;
  /** Null for a folder. */
  readonly mark: FileMark | null;
  readonly isSelected: boolean;
  /** Whether it is the one tab stop. */
  readonly isCurrent: boolean;
  onChoose(): void;
}

/** One line of the tree. */
export function rowView({row, mark, isSelected, isCurrent, onChoose}: RowView): TemplateResult {
  const isFile = row.fileId !== null;
  return html`<div
    class=${classMap({row: true, file: isFile, selected: isSelected})}
    part="row"
    role="treeitem"
    data-path=${row.path}
    aria-level=${row.level + 1}
    aria-expanded=${isFile ? nothing : String(row.isExpanded)}
    aria-selected=${isFile ? String(isSelected) : nothing}
    tabindex=${isCurrent ? 0 : -1}
    style=${styleMap({'--level': String(row.level)})}
    @click=${onChoose}
  >
    ${isFile ? nothing : icon('chevron', row.isExpanded ? {turn: 'down'} : {})}<span class="name" title=${row.path}
      >${isFile ? stemAndExtension(row.name) : row.name}</span
    >${mark ? marksView(mark) : nothing}
  </div>`;
}

function stemAndExtension(name: string): TemplateResult | string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? html`${name.slice(0, dot)}<span class="ext">${name.slice(dot)}</span>` : name;
}

function marksView({people, isBeingWritten, isNew}: FileMark): TemplateResult | typeof nothing {
  if (!people.length && !isBeingWritten) return isNew ? html`<span class="new">new</span>` : nothing;
  const names = [
    ...people.map((person) => `${firstName(person.name)} is here`),
    ...(isBeingWritten ? ['AI is writing this file'] : []),
  ];
  return html`<span class="where" role="img" aria-label=${names.join(', ')}
    >${people.map(
      (person) =>
        html`<i class="dot" style=${styleMap(whoStyle(person.color))} title="${firstName(person.name)} is here"></i>`,
    )}${isBeingWritten ? html`<i class="dot square working" title="AI is writing this file"></i>` : nothing}</span
  >`;
}
