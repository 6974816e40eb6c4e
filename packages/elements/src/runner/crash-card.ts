import type {AppFailure} from '@codecraft/core/project';
import type {FileEntry} from '@codecraft/core/protocol';
import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {icon} from '../internal/icon.js';
import {headline} from './crash-words.js';
import type {LinesAround} from './lines-around.js';

export interface CrashCardModel {
  readonly failure: AppFailure;
  /** Unknown when the failure names none of the project's files. */
  readonly file: FileEntry | undefined;
  /** The code around the line, once it is read. */
  readonly around: LinesAround | null;
  /** Null where there is no AI to ask. */
  readonly onAsk: (() => void) | null;
  readonly onGoTo: (() => void) | null;
  readonly onHide: () => void;
}

/** The failure of the running app, over its last picture. */
export function crashCard({failure, file, around, onAsk, onGoTo, onHide}: CrashCardModel): TemplateResult {
  return html`<div class="veil"></div>
    <div class="error-card" role="alert" part="error">
      <p class="title">${icon('alert')}<b>${headline(failure, file)}</b></p>
      <p class="what">${failure.message}</p>
      ${around ? code(around) : nothing}
      <div class="actions">
        ${onAsk ? html`<button class="button primary" @click=${onAsk}>Ask @ai to fix it</button>` : nothing}
        ${
          onGoTo
            ? html`<button class="button" @click=${onGoTo}>
                ${failure.line ? `Go to line ${failure.line}` : 'Open the file'}
              </button>`
            : nothing
        }
        <span class="spacer"></span>
        <button class="button quiet" @click=${onHide}>Hide</button>
      </div>
    </div>`;
}

function code({first, failing, lines}: LinesAround): TemplateResult {
  return html`<ol class="code" tabindex="0" aria-label="Code around it" style="--from: ${first - 1}" start=${first}>
    ${lines.map((line, index) => html`<li class=${classMap({failing: first + index === failing})}>${line}</li>`)}
  </ol>`;
}
