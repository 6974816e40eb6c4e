import {css} from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--_surface);
    position: relative;
  }
  .tabs {
    display: flex;
    align-items: stretch;
    height: var(--_bar);
    flex: none;
    padding: 0 6px;
    border-bottom: 1px solid var(--_border);
  }
  [role='tablist'] {
    display: flex;
    min-width: 0;
    margin-bottom: -1px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .tab {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 10px;
    position: relative;
    color: var(--_text-muted);
    white-space: nowrap;
    cursor: default;
    user-select: none;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    border-radius: var(--_radius-m);
  }
  .tab .icon {
    width: 12px;
    height: 12px;
    stroke-width: 2;
    color: var(--_text-faint);
  }
  .tab.active {
    color: var(--_text);
    font-weight: 500;
  }
  .tab.closes {
    padding-right: 6px;
  }
  .tab.active::after {
    content: '';
    position: absolute;
    inset: auto 6px 0 10px;
    height: 2px;
    background: var(--_text);
    border-radius: 1px 1px 0 0;
  }
  .unsent {
    color: var(--_warning);
  }
  .tabs > .icon-button,
  .tabs > .chip,
  .tabs > ::slotted(*) {
    align-self: center;
  }

  .area {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: hidden;
    font: 400 var(--_code-size) / var(--_code-line) var(--_font-code);
    font-variant-ligatures: none;
  }
  .monaco {
    position: absolute;
    inset: 0;
  }
  .none {
    padding: 8px 16px;
    font: 400 var(--_font-size) / var(--_line-height) var(--_font);
  }
  .code {
    counter-reset: line;
    position: absolute;
    inset: 0;
    padding: var(--_space-2) 0;
    overflow: hidden;
    background: var(--_surface);
    tab-size: 2;
    & li {
      position: relative;
      height: var(--_code-line);
      padding-left: var(--gutter);
      white-space: pre;
    }
    & li::before {
      counter-increment: line;
      content: counter(line);
      position: absolute;
      left: 0;
      width: calc(var(--gutter) - 20px);
      text-align: right;
      color: var(--_text-faint);
    }
  }

  /* Monaco rounds the width of its numbers to whole digits; the look has them end 20 px before the text. */
  .monaco .margin-view-overlays .line-numbers {
    left: 0 !important;
    width: calc(var(--gutter) - 20px) !important;
  }
  .remote-range {
    background: color-mix(in srgb, var(--who) 20%, transparent);
  }
  .remote-caret {
    width: 2px;
    height: var(--_code-line);
    margin-left: -1px;
    background: var(--who);
    pointer-events: none;
  }
  .flag {
    position: absolute;
    bottom: 100%;
    left: 0;
    height: 18px;
    padding: 0 6px;
    border-radius: var(--_radius-s) var(--_radius-s) var(--_radius-s) 0;
    background: var(--who);
    color: var(--_on-member);
    font: 600 var(--_font-size-s) / 18px var(--_font);
    white-space: nowrap;
    opacity: 0;
    transition: opacity var(--_motion);
  }
  .named .flag {
    opacity: 1;
    transition: none;
  }
  .flag.flip {
    left: auto;
    right: 0;
    border-radius: var(--_radius-s) var(--_radius-s) 0;
  }
  .flag.below {
    bottom: auto;
    top: 100%;
  }

  .status {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    height: 32px;
    flex: none;
    padding: 0 14px;
    border-top: 1px solid var(--_border);
    font-size: var(--_font-size-s);
    color: var(--_text-faint);
    white-space: nowrap;
  }
  .status .who {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_text-muted);
    min-width: 0;
    overflow: hidden;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .who-1 {
    --who: var(--_member-1);
  }
  .who-2 {
    --who: var(--_member-2);
  }
  .who-3 {
    --who: var(--_member-3);
  }
  .who-4 {
    --who: var(--_member-4);
  }
  .who-5 {
    --who: var(--_member-5);
  }
  .who-6 {
    --who: var(--_member-6);
  }
  .who-7 {
    --who: var(--_member-7);
  }
  .who-8 {
    --who: var(--_member-8);
  }

  @media (forced-colors: active) {
    .remote-caret,
    .remote-range,
    .flag {
      forced-color-adjust: none;
    }
    .tab.active {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
