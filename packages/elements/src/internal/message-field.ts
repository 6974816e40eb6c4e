import {css, html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {withMentions} from './mentions.js';

export interface MessageField {
  readonly value: string;
  readonly label: string;
  readonly placeholder: string;
  /** A list beside it that is steered from here, and its chosen option. */
  readonly listId?: string;
  readonly activeOptionId?: string;
  /** Sees each key first; true when it was meant for something else. */
  onKey?(event: KeyboardEvent): boolean;
  onBlur?(): void;
  onInput(value: string): void;
  /** Enter was pressed; Shift+Enter breaks the line. */
  onSubmit(): void;
  onEscape?(): void;
}

/**
 * Several lines of text that grow with what is typed and colour `@ai`. A mirror below the transparent text area
 * draws the text: it gives the height without a measurement, and a text area cannot colour a part of its text.
 */
export function messageField(field: MessageField): TemplateResult {
  const shown = field.value || field.placeholder;
  return html`<div class="message-field">
    <div class="mirror ${field.value ? '' : 'placeholder'}" aria-hidden="true">${withMentions(shown)}${'\u200b'}</div>
    <textarea
      rows="1"
      aria-label=${field.label}
      placeholder=${field.placeholder}
      aria-autocomplete=${field.onKey ? 'list' : nothing}
      aria-controls=${field.listId ?? nothing}
      aria-activedescendant=${field.activeOptionId ?? nothing}
      .value=${live(field.value)}
      @input=${(event: InputEvent) => field.onInput((event.target as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => onKeyDown(event, field)}
      @blur=${() => field.onBlur?.()}
    ></textarea>
  </div>`;
}

function onKeyDown(event: KeyboardEvent, field: MessageField): void {
  if (event.isComposing) return; // Enter chooses a word of an input method
  if (field.onKey?.(event)) return event.preventDefault();
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    field.onSubmit();
  }
  if (event.key === 'Escape') field.onEscape?.();
}

export const messageFieldStyles = css`
  .message-field {
    display: grid;
    min-width: 0;
    max-height: 200px;
    overflow-y: auto;
    & > * {
      grid-area: 1 / 1;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
      font: inherit;
      letter-spacing: inherit;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    & .mirror {
      pointer-events: none;
      z-index: 1;
    }
    & .mirror.placeholder {
      visibility: hidden;
    }
    & textarea {
      resize: none;
      overflow: hidden;
      outline: 0;
      background: none;
      color: transparent;
      caret-color: var(--_text);
    }
    & textarea::placeholder {
      color: var(--_text-faint);
      opacity: 1;
    }
    & textarea::selection {
      color: transparent;
    }
  }
  @media (forced-colors: active) {
    .message-field .mirror {
      visibility: hidden;
    }
    .message-field textarea {
      color: FieldText;
    }
  }
`;
