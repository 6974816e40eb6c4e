import {css} from 'lit';

export const styles = css`
  :host {
    width: min(328px, 100%);
  }
  .modes {
    display: flex;
    gap: 20px;
    margin-bottom: 28px;
    font-size: var(--_font-size-xl);
    line-height: 32px;
    letter-spacing: -0.015em;
    font-weight: 600;
    white-space: nowrap;
  }
  .modes button {
    border: 0;
    background: none;
    padding: 0;
    font: inherit;
    letter-spacing: inherit;
    color: var(--_text-faint);
    font-weight: 500;
    cursor: pointer;
  }
  .modes [aria-selected='true'] {
    color: var(--_text);
    font-weight: 600;
  }
  form {
    display: grid;
    gap: var(--_space-4);
  }
  .field .button {
    margin-right: -4px;
  }
  .button.primary {
    width: 100%;
    margin-top: var(--_space-1);
  }
  .without {
    margin-top: 28px;
    padding-top: 20px;
    border-top: 1px solid var(--_border);
    color: var(--_text-muted);
  }
  .without a {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .notice {
    margin-bottom: var(--_space-4);
    border: 0;
    border-radius: var(--_radius-m);
  }
  :host([density='touch']) :is(.field, .button.large) {
    height: 44px;
    font-size: 16px;
  }
  @media (max-width: 480px) {
    :is(.field, .button.large) {
      height: 44px;
      font-size: 16px;
    }
  }
`;
