import {css} from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: none;
    min-height: 0;
    background: var(--_inset);
    border-top: 1px solid var(--_border);
  }
  .tabs {
    display: flex;
    align-items: center;
    height: 32px;
    padding: 0 var(--_space-1);
    flex: none;
    font-size: var(--_font-size-s);
  }
  [role='tablist'] {
    display: flex;
    min-width: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .hint {
    white-space: nowrap;
  }
  .refused {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    margin: 0;
    padding: var(--_space-1) var(--_space-3);
    flex: none;
    font-size: var(--_font-size-s);
    color: var(--_text);
    & > span {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    & > .icon {
      flex: none;
      color: var(--_warning);
    }
  }
  .tab {
    display: flex;
    gap: 6px;
    align-items: center;
    height: 24px;
    padding: 0 var(--_space-2);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: var(--_text-muted);
    white-space: nowrap;
    cursor: default;
  }
  .tab.active {
    color: var(--_text);
    font-weight: 600;
  }
  .tab.active .faint {
    font-weight: 400;
  }
  .tabs .icon-button {
    width: 24px;
    height: 24px;
  }
  .screen,
  .console {
    flex: 1;
    min-height: 0;
    padding: 0 0 10px var(--_space-3);
    overflow: hidden;
    font: 400 var(--_font-size-s) / 18px var(--_font-code);
  }
  .console {
    display: flex;
    flex-direction: column;
  }
  pre,
  .entries {
    margin: 0;
    font: inherit;
    overflow: auto;
    overflow-wrap: anywhere;
    max-height: 100%;
    padding-right: var(--_space-3);
    scrollbar-width: thin;
  }
  pre,
  .entries li {
    white-space: pre-wrap;
  }
  .entries li.debug {
    color: var(--_text-faint);
  }
  .entries li.warn {
    color: var(--_warning);
  }
  .entries li.error {
    color: var(--_danger);
  }
  .entries:focus-visible,
  pre:focus-visible {
    outline-offset: -2px;
  }

  /* xterm.js writes its theme as fixed colours; ours follow color-scheme and the host page's tokens. */
  .xterm {
    height: 100%;
    padding: 0;
    & .xterm-viewport,
    & .xterm-scrollable-element {
      background: none !important;
    }
    & .xterm-viewport {
      scrollbar-width: thin;
      scrollbar-color: var(--_border-strong) transparent;
    }
    & .xterm-rows {
      color: var(--_text) !important;
    }
    & .xterm-rows .xterm-dim {
      color: var(--_text-faint) !important;
    }
    /* The id that nothing has outdoes a rule of xterm.js that is !important too. */
    & .xterm-rows .xterm-cursor.xterm-cursor-block:not(.xterm-cursor-blink):not(#_) {
      background: var(--_text) !important;
      color: var(--_inset) !important;
    }
    & .xterm-rows .xterm-cursor.xterm-cursor-outline:not(#_) {
      outline-color: var(--_text-faint) !important;
    }
    & .xterm-selection div {
      background: var(--_selection) !important;
    }
    & :is(.xterm-fg-1, .xterm-fg-9) {
      color: var(--_danger) !important;
    }
    & :is(.xterm-fg-2, .xterm-fg-10) {
      color: var(--_success) !important;
    }
    & :is(.xterm-fg-3, .xterm-fg-11) {
      color: var(--_warning) !important;
    }
    & :is(.xterm-fg-4, .xterm-fg-12) {
      color: var(--_member-1) !important;
    }
    & :is(.xterm-fg-5, .xterm-fg-13) {
      color: var(--_member-3) !important;
    }
    & :is(.xterm-fg-6, .xterm-fg-14) {
      color: var(--_accent) !important;
    }
    & :is(.xterm-fg-0, .xterm-fg-8) {
      color: var(--_text-faint) !important;
    }
    & :is(.xterm-fg-7, .xterm-fg-15) {
      color: var(--_text) !important;
    }
  }
`;
