import type {ConsoleEntry} from '@codecraft/core/project';
import {html, nothing, type TemplateResult} from 'lit';

/** What a console entry of a level begins with, so that it is not told by its colour alone. */
const signs: Readonly<Partial<Record<ConsoleEntry['level'], string>>> = {error: 'Error', warn: 'Warning'};

/** What the running app logged. */
export function consoleView(
  entries: readonly ConsoleEntry[],
  onScroll: (event: Event) => void,
): TemplateResult {
  return html`<div class="console" id="console" role="tabpanel" aria-label="Console">
    <div class="entries" part="output" role="log" aria-label="Console" tabindex="0" @scroll=${onScroll}><ol>
      ${entries.map(
        ({level, text}) => html`<li class=${level}
          >${signs[level] ? html`<b>${signs[level]}</b> ` : nothing}${text}</li
        >`,
      )}
    </ol></div>
    ${entries.length ? nothing : html`<p class="faint">The app has not logged anything.</p>`}
  </div>`;
}
