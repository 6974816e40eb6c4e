import {css} from 'lit';

/** Where a message is written, and where one is changed. */
export const composerStyles = css`
  .composer {
    position: relative;
    margin: 0 var(--_space-2) 0 var(--_space-4);
    padding: 10px 6px 6px var(--_space-3);
    flex: none;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    & .message-field {
      min-height: 20px;
      padding-right: 6px;
    }
    & .actions {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      margin-top: 10px;
      font-size: var(--_font-size-s);
      color: var(--_text-faint);
      white-space: nowrap;
    }
  }
  :is(.composer, .changing):has(textarea:focus) {
    border-color: transparent;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .changing {
    padding: 6px 6px 6px 10px;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-m);
    & .actions {
      display: flex;
      justify-content: flex-end;
      gap: var(--_space-1);
      margin-top: var(--_space-1);
    }
  }
  .names {
    position: absolute;
    z-index: 2;
    left: -1px;
    bottom: calc(100% + 4px);
    min-width: 160px;
    max-width: 100%;
    padding: var(--_space-1);
    & [role='option'] {
      display: flex;
      align-items: center;
      height: var(--_row);
      padding: 0 var(--_space-2);
      border-radius: var(--_radius-s);
      cursor: default;
    }
    & .chosen {
      background: var(--_selected);
    }
  }
  @media (forced-colors: active) {
    .names .chosen {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
