import {html, type TemplateResult} from 'lit';
import {icon} from '../internal/icon.js';

export function failureNotice(text: string, onTryAgain: () => void): TemplateResult {
  return html`<p class="notice danger" role="alert">
    ${icon('alert')}<span>${text}</span>
    <button type="button" class="button small" @click=${onTryAgain}>Try again</button>
  </p>`;
}
