import type {Turn} from '@codecraft/core/protocol';
import {html, type TemplateResult} from 'lit';
import {listNames} from '../internal/avatar.js';
import {counted} from '../internal/counting.js';
import {type IconName, icon} from '../internal/icon.js';

/** One way on from a turn that failed. It is a message to the AI, no more. */
export interface Choice {
  readonly label: string;
  /** What it does to the files. */
  readonly effect: string;
  readonly icon: IconName;
  readonly message: string;
}

/** The ways on from a failed turn, each with what it does. */
export function choicesAfter({prompt, files}: Turn): Choice[] {
  const done = files.filter(({status}) => status === 'done').map(({path}) => path);
  const left = files.filter(({status}) => status !== 'done').map(({path}) => path);
  const again: Choice = {
    label: 'Start over',
    effect: done.length ? `Ask again, from the files as they are now` : 'Ask the same again',
    icon: 'reload',
    message: `@ai ${prompt}`,
  };
  if (done.length === 0 || left.length === 0) return [again];
  const kept = done.length === 1 ? nameOf(done[0]) : counted(done.length, 'file');
  const goOn: Choice = {
    label: 'Continue',
    effect: `Keep ${kept} and write ${left.length === 1 ? nameOf(left[0]) : `the other ${left.length}`}`,
    icon: 'run',
    message: `@ai continue with “${prompt}”. ${listNames(done)} ${done.length === 1 ? 'is' : 'are'} written; write ${listNames(left)}.`,
  };
  return [goOn, again];
}

export function choiceList(choices: readonly Choice[], onAsk: (message: string) => void): TemplateResult {
  return html`<ul class="choices">
    ${choices.map(
      (choice) => html`<li>
        <button type="button" class="choice" @click=${() => onAsk(choice.message)}>
          ${icon(choice.icon)}<b>${choice.label}</b><span>${choice.effect}</span>
        </button>
      </li>`,
    )}
  </ul>`;
}

function nameOf(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
