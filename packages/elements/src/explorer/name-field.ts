import type {ProjectState} from '@codecraft/core/project';
import {html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {styleMap} from 'lit/directives/style-map.js';
import {place} from '../internal/place.js';
import {errorOfEdit, type NameEdit} from './name-edit.js';

export interface NameField {
  readonly edit: NameEdit;
  readonly state: ProjectState;
  onError(error: string | undefined): void;
  onCommit(name: string): unknown;
  onCancel(): unknown;
}

/** The field in place of a name. What is wrong with the name stands beside it, and the field stays until it is right. */
export function nameField(field: NameField): TemplateResult {
  const {edit} = field;
  const isFolder = edit.kind === 'new-folder' || edit.kind === 'rename-folder';
  const level = edit.folder ? edit.folder.split('/').length : 0;
  return html`<div class="row editing file" role="treeitem" aria-level=${level + 1} style=${styleMap({'--level': String(level)})}>
    <input
      class="rename"
      aria-label=${edit.path === undefined ? `Name of the new ${isFolder ? 'folder' : 'file'}` : 'New name'}
      aria-invalid=${edit.error ? 'true' : nothing}
      aria-errormessage=${edit.error ? 'name-error' : nothing}
      autocomplete="off"
      spellcheck="false"
      .value=${(edit.path ?? '').slice(edit.folder ? edit.folder.length + 1 : 0)}
      ${ref(focusStem)}
      @input=${(event: InputEvent) => field.onError(errorWhileTyping(field, event))}
      @keydown=${(event: KeyboardEvent) => onKeyDown(event, field)}
      @blur=${(event: FocusEvent) => onBlur(event, field)}
    />
    ${
      edit.error
        ? html`<p class="rename-error" id="name-error" role="alert" popover="manual" ${ref(showBeside)}>${edit.error}</p>`
        : nothing
    }
  </div>`;
}

function errorWhileTyping({edit, state}: NameField, event: InputEvent): string | undefined {
  const name = (event.target as HTMLInputElement).value;
  return name === '' ? undefined : errorOfEdit(edit, name, state);
}

function onKeyDown(event: KeyboardEvent, field: NameField): void {
  event.stopPropagation(); // the tree's own keys rest meanwhile
  if (event.isComposing) return;
  if (event.key === 'Escape') field.onCancel();
  if (event.key !== 'Enter') return;
  const name = (event.target as HTMLInputElement).value;
  const error = errorOfEdit(field.edit, name, field.state);
  if (error) field.onError(error);
  else field.onCommit(name);
}

/** Leaving the field keeps a good name and drops a bad one, as file managers do. */
function onBlur(event: FocusEvent, field: NameField): void {
  const input = event.target as HTMLInputElement;
  if (input.value && !errorOfEdit(field.edit, input.value, field.state)) field.onCommit(input.value);
  else field.onCancel();
}

/** Selects the name without its extension, once, when the field appears. */
function focusStem(element: Element | undefined): void {
  if (!(element instanceof HTMLInputElement)) return;
  queueMicrotask(() => {
    element.focus();
    const dot = element.value.lastIndexOf('.');
    element.setSelectionRange(0, dot > 0 ? dot : element.value.length);
  });
}

function showBeside(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  queueMicrotask(() => {
    if (!element.isConnected) return;
    element.showPopover();
    const input = element.parentElement?.querySelector('input');
    if (input) place(element, {element: input, side: 'beside'});
  });
}
