import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {icon} from '../internal/icon.js';

export interface AccountFieldView {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly autocomplete: AutoFill;
  /** What is wrong with it, said below. */
  readonly error: string | undefined;
  /** A button within its frame. */
  readonly button?: TemplateResult;
}

/** A field of a form about an account. */
export function accountField({
  name,
  label,
  type,
  autocomplete,
  error,
  button,
}: AccountFieldView): TemplateResult {
  return html`<div>
    <label class="label" for=${name}>${label}</label>
    <div class=${classMap({field: true, invalid: Boolean(error)})} part="field">
      <input
        id=${name}
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${name}-error` : nothing}
      />${button ?? nothing}
    </div>
    ${
      error
        ? html`<p class="help error" id="${name}-error" role="alert">${icon('alert')}<span>${error}</span></p>`
        : nothing
    }
  </div>`;
}
