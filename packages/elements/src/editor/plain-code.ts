import {html, type TemplateResult} from 'lit';

/** More than fits on any screen; Monaco shows the rest. */
const maxLines = 200;

/** A text in the place and measure of the editor, until the editor is there. */
export function plainCode(text: string): TemplateResult {
  const lines = text.split(/\r\n|\r|\n/, maxLines);
  return html`<ol class="code">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ol>`;
}
