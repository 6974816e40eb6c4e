import {css} from 'lit';

/** What floats over a panel (menu, popover, dialog, toast), and the notice at the top of one. */
export const floating = css`
  .menu {
    width: 216px;
    margin: 0;
    padding: var(--_space-1);
    border: 0;
    color: inherit;
    background: var(--_raised);
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow);
    & [role^='menuitem'] {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      width: 100%;
      height: var(--_row);
      padding: 0 var(--_space-2);
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      text-align: start;
      white-space: nowrap;
      cursor: default;
      outline: 0;
    }
    & [role^='menuitem']:is(:hover, :focus) {
      background: var(--_selected);
    }
    & [role^='menuitem']:disabled {
      color: var(--_text-faint);
      background: none;
    }
    & [role^='menuitem'] > .kbd,
    & [role^='menuitem'] > .faint {
      margin-left: auto;
    }
    & .icon {
      color: var(--_text-muted);
    }
    & .danger,
    & .danger .icon {
      color: var(--_danger);
    }
    & [role='separator'] {
      height: 1px;
      margin: var(--_space-1) var(--_space-2);
      background: var(--_border);
    }
  }
  .popover {
    background: var(--_raised);
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow);
  }
  .dialog {
    background: var(--_raised);
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow-dialog);
    & > .head {
      display: flex;
      align-items: center;
      padding: 14px 10px 0 20px;
      & h2 {
        font-size: var(--_font-size-l);
        line-height: 28px;
        font-weight: 600;
        flex: 1;
      }
    }
    & > .content {
      padding: var(--_space-3) 20px 20px;
    }
    & > .foot {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      padding: var(--_space-3) var(--_space-3) var(--_space-3) 20px;
      border-top: 1px solid var(--_border);
    }
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding: 6px 6px 6px 14px;
    background: var(--_raised);
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow);
    & > span {
      flex: 1;
    }
    & > .icon {
      align-self: start;
      margin-top: 6px;
      color: var(--_danger);
    }
  }
  /* A line at the top of a panel that says what is wrong there, until it is not. */
  .notice {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 40px;
    padding: 6px var(--_space-2) 6px 14px;
    flex: none;
    background: var(--_inset);
    color: var(--_text);
    border-bottom: 1px solid var(--_border);
    & > span {
      flex: 1;
    }
    &.warning {
      background: var(--_warning-soft);
      & .icon {
        color: var(--_warning);
      }
    }
    &.danger {
      background: var(--_danger-soft);
      & .icon {
        color: var(--_danger);
      }
    }
    & .button:not(.quiet) {
      background: none;
      border-color: color-mix(in srgb, currentColor 28%, transparent);
    }
  }

  @media (forced-colors: active) {
    .menu [role^='menuitem']:focus {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
