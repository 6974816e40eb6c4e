import type {ProjectState} from '@codecraft/core/project';
import {html, nothing, type TemplateResult} from 'lit';
import {counted} from '../internal/counting.js';
import {icon} from '../internal/icon.js';

/** Says that the server cannot be reached, how much waits here, and that nothing is lost. Nothing while all is well. */
export function connectionNotice(state: ProjectState, onTryNow: () => void): TemplateResult | typeof nothing {
  const {connection} = state;
  if (connection.status === 'closed') {
    return html`<div class="notice danger" role="alert">
      ${icon('alert')}<span>${connection.reason.message}</span>
      <button type="button" class="button small" @click=${onTryNow}>Try again</button>
    </div>`;
  }
  if (connection.status !== 'reconnecting') return nothing;
  return html`<div class="notice warning" role="status">
    ${icon('offline')}<span>${offlineText(state)}</span>
    <button type="button" class="button small" @click=${onTryNow}>Try now</button>
  </div>`;
}

/** `You are offline. 2 files and 1 message wait in this browser and are sent when you are back.` */
export function offlineText({unsentFiles, chat}: Pick<ProjectState, 'unsentFiles' | 'chat'>): string {
  const files = unsentFiles.size;
  const messages = chat.filter((entry) => entry.delivery === 'waiting').length;
  const parts = [
    ...(files ? [counted(files, 'file')] : []),
    ...(messages ? [counted(messages, 'message')] : []),
  ];
  if (parts.length === 0)
    return 'You are offline. What you change waits in this browser and is sent when you are back.';
  const isOne = files + messages === 1;
  return `You are offline. ${parts.join(' and ')} ${isOne ? 'waits' : 'wait'} in this browser and ${isOne ? 'is' : 'are'} sent when you are back.`;
}
