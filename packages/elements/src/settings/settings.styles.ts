import {css} from 'lit';

export const styles = css`
  :host {
    display: contents;
  }
  dialog {
    width: min(560px, calc(100vw - 32px));
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
    height: min(680px, calc(100dvh - 32px));
  }
  .tabs {
    display: flex;
    gap: var(--_space-4);
    padding: 0 20px;
    border-bottom: 1px solid var(--_border);
  }
  .tabs button {
    height: 36px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text-muted);
    font-weight: 500;
    cursor: pointer;
  }
  .tabs [aria-selected='true'] {
    color: var(--_text);
    box-shadow: inset 0 -2px var(--_text);
  }
  .dialog > .content {
    flex: 1;
    overflow: auto;
    padding-top: var(--_space-4);
  }
  form {
    display: grid;
    gap: var(--_space-5);
  }
  form.new-link {
    grid-template-columns: repeat(3, minmax(0, 1fr)) auto;
    align-items: end;
    gap: var(--_space-2);
    padding-bottom: var(--_space-4);
    border-bottom: 1px solid var(--_border);
  }
  .made {
    padding: var(--_space-3) 0;
    border-bottom: 1px solid var(--_border);
  }
  .made .row {
    display: flex;
    gap: var(--_space-2);
  }
  .made .field {
    flex: 1;
    min-width: 0;
  }
  .choice {
    display: flex;
    gap: 10px;
    padding: 5px 0;
  }
  .choice > span {
    display: flex;
    gap: var(--_space-2);
  }
  .choice b {
    font-weight: 500;
    width: 64px;
    flex: none;
  }
  .field.short {
    width: 160px;
  }
  .field.lines {
    height: auto;
    padding: 7px 10px;
  }
  .field :is(select, textarea) {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    outline: 0;
  }
  .field select {
    appearance: none;
    align-self: stretch;
    margin: 0 -34px 0 -10px;
    padding: 0 34px 0 10px;
    cursor: pointer;
  }
  .field select + .icon {
    pointer-events: none;
  }
  .field option {
    background: var(--_raised);
    color: var(--_text);
  }
  .field textarea {
    resize: vertical;
    font: 400 var(--_font-size-s) / 20px var(--_font-code);
  }
  .stats {
    padding-bottom: var(--_space-3);
  }
  .events li {
    display: flex;
    align-items: baseline;
    gap: 10px;
    padding: 6px 0;
    border-top: 1px solid var(--_border);
  }
  .events .avatar {
    align-self: start;
  }
  .events b {
    font-weight: 500;
  }
  .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .events time {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .invitations li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: var(--_space-2) 0;
    border-bottom: 1px solid var(--_border);
  }
  .invitations .what > * {
    display: block;
  }
  .invitations b {
    font-weight: 500;
  }
  .more {
    margin-top: var(--_space-3);
  }
  .notice {
    margin: var(--_space-2) 0;
    border: 0;
    border-radius: var(--_radius-m);
  }
  @media (max-width: 480px) {
    form.new-link {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      row-gap: var(--_space-3);
    }
    .new-link .button {
      height: 44px;
    }
    .choice > span {
      display: block;
    }
    .choice b {
      display: block;
    }
    .events li {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .events time {
      padding-left: 30px;
      width: 100%;
    }
    .field {
      min-height: 44px;
      font-size: 16px;
    }
  }
`;
