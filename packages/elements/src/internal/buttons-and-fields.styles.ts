import {css} from 'lit';

/** What is pressed, typed into or counted. One filled button a view. */
export const buttonsAndFields = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    height: var(--_control);
    padding: 0 10px;
    flex: none;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-m);
    background: var(--_raised);
    color: var(--_text);
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--_motion-fast);
  }
  .button:hover:not(:disabled) {
    background: linear-gradient(var(--_hover), var(--_hover)), var(--_raised);
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover:not(:disabled, [aria-busy='true']) {
    background: var(--_accent-hover);
  }
  .button.primary .kbd {
    color: inherit;
  }
  .button.danger {
    color: var(--_danger);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--_text-muted);
    padding: 0 var(--_space-2);
  }
  .button.quiet:hover:not(:disabled) {
    background: var(--_hover);
    color: var(--_text);
  }
  .button:disabled,
  .button.primary:disabled {
    background: none;
    border-color: var(--_border);
    color: var(--_text-faint);
    cursor: default;
  }
  /* At work on what was pressed: it stays as it was, keeps the focus, and says so to who cannot see it. */
  .button[aria-busy='true'] {
    cursor: progress;
  }
  .button.small {
    height: var(--_control-small);
    padding: 0 var(--_control-small-padding);
    font-size: var(--_control-small-font);
  }
  .button.large {
    height: 36px;
    padding: 0 14px;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: var(--_control);
    height: var(--_control);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: none;
    color: var(--_text-muted);
    cursor: pointer;
  }
  .icon-button:hover:not(:disabled) {
    background: var(--_hover);
    color: var(--_text);
  }
  .icon-button.small {
    width: 20px;
    height: 20px;
    border-radius: var(--_radius-s);
  }

  .field {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    height: 36px;
    padding: 0 10px;
    width: 100%;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-m);
    background: var(--_surface);
    color: var(--_text-faint);
  }
  .field input {
    flex: 1;
    min-width: 0;
    border: 0;
    padding: 0;
    background: none;
    color: var(--_text);
    outline: 0;
  }
  .field input::placeholder {
    color: var(--_text-faint);
    opacity: 1;
  }
  .field:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .field.invalid {
    border-color: var(--_danger);
  }
  .field.small {
    height: var(--_control);
  }
  input[type='radio'] {
    appearance: none;
    flex: none;
    width: 16px;
    height: 16px;
    margin: 2px 0 0;
    border-radius: 50%;
    border: 1px solid var(--_border-strong);
    background: var(--_surface);
  }
  input[type='radio']:checked {
    border: 5px solid var(--_accent);
  }
  .label {
    display: block;
    font-weight: 500;
    margin-bottom: 6px;
  }
  .help {
    margin-top: 6px;
    font-size: var(--_font-size-s);
    color: var(--_text-muted);
  }
  .help.error {
    color: var(--_danger);
    display: flex;
    gap: 6px;
  }
  .help.error .icon {
    margin-top: 2px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 20px;
    padding: 0 7px;
    border-radius: 10px;
    font-size: var(--_font-size-s);
    font-weight: 500;
    color: var(--_text-muted);
    background: var(--_selected);
    white-space: nowrap;
  }
  .chip.warning {
    color: var(--_warning);
    background: var(--_warning-soft);
  }
  .chip.danger {
    color: var(--_danger);
    background: var(--_danger-soft);
  }
  .chip.success {
    color: var(--_success);
    background: var(--_success-soft);
  }
  .progress {
    height: 4px;
    border-radius: 2px;
    background: var(--_selected);
    overflow: hidden;
    & i {
      display: block;
      height: 100%;
      border-radius: 2px;
      background: var(--_text);
    }
  }

  @media (forced-colors: active) {
    .progress i {
      forced-color-adjust: none;
    }
  }
`;
