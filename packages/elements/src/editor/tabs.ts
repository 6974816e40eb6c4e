import {nameOf, parentOf} from '@codecraft/core/files';
import type {FileEntry} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '../internal/icon.js';

export interface TabsModel {
  readonly files: readonly FileEntry[];
  readonly activeFileId: string | null;
  readonly canClose: boolean;
  /** Ids of files with edits that wait in this browser. */
  readonly unsentFiles: ReadonlySet<string>;
  /** Ids of files that AI is writing. */
  readonly writtenFiles: ReadonlySet<string>;
  readonly onOpen: (fileId: string) => void;
  readonly onClose: (fileId: string) => void;
}

/** The open files as tabs: one tab stop, arrows inside, Delete closes. */
export function tabs(model: TabsModel): TemplateResult | typeof nothing {
  if (model.files.length === 0) return nothing;
  return html`<div role="tablist" aria-label="Open files" @keydown=${(event: KeyboardEvent) => onKeyDown(event, model)}>
    ${repeat(
      model.files,
      ({id}) => id,
      (file) => tab(file, model),
    )}
  </div>`;
}

function tab(file: FileEntry, model: TabsModel): TemplateResult {
  const {id, path} = file;
  const isActive = id === model.activeFileId;
  const closes = isActive && model.canClose;
  const isFirst = file === model.files[0];
  // When no tab is active the first one is the tab stop.
  const isTabStop = isActive || (isFirst && !model.files.some((one) => one.id === model.activeFileId));
  return html`<div
    class=${classMap({tab: true, active: isActive, closes})}
    part="tab"
    role="tab"
    id=${`tab-${id}`}
    data-file=${id}
    aria-selected=${isActive}
    aria-controls="code"
    tabindex=${isTabStop ? 0 : -1}
    title=${path}
    @click=${() => model.onOpen(id)}
    @auxclick=${(event: MouseEvent) => event.button === 1 && model.canClose && model.onClose(id)}
  >
    ${nameOf(path)}${folderOf(file, model.files)}${mark(id, model)}${
      closes
        ? html`<span
            class="icon-button small"
            aria-hidden="true"
            title="Close (Delete)"
            @click=${(event: Event) => {
              event.stopPropagation();
              model.onClose(id);
            }}
            >${icon('close')}</span
          >`
        : nothing
    }
  </div>`;
}

/** Two open files of the same name are told apart by their folders. */
function folderOf(file: FileEntry, files: readonly FileEntry[]): TemplateResult | typeof nothing {
  const name = nameOf(file.path);
  if (!files.some((other) => other !== file && nameOf(other.path) === name)) return nothing;
  return html`<span class="faint s">${parentOf(file.path) || '/'}</span>`;
}

function mark(id: string, {unsentFiles, writtenFiles}: TabsModel): TemplateResult | typeof nothing {
  if (writtenFiles.has(id)) return dot('square working', 'AI is writing this file');
  if (unsentFiles.has(id)) return dot('hollow unsent', 'Not sent yet');
  return nothing;
}

const dot = (kind: string, meaning: string): TemplateResult =>
  html`<i class="dot ${kind}" title=${meaning}></i><span class="visually-hidden">${meaning}</span>`;

function onKeyDown(event: KeyboardEvent, {files, canClose, onClose, onOpen}: TabsModel): void {
  const target = event.target as HTMLElement;
  const index = files.findIndex(({id}) => id === target.dataset['file']);
  const file = files[index];
  if (!file) return;
  const next = {ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: files.length - 1}[event.key];
  if (next !== undefined) {
    const chosen = files[(next + files.length) % files.length];
    (target.parentElement?.querySelector(`[data-file="${chosen?.id}"]`) as HTMLElement | null)?.focus();
  } else if (event.key === 'Enter' || event.key === ' ') onOpen(file.id);
  else if (event.key === 'Delete' && canClose) onClose(file.id);
  else return;
  event.preventDefault();
}
