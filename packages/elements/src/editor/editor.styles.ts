import {css} from 'lit';
import {codeStyles} from './code.styles.js';
import {tabsStyles} from './tabs.styles.js';

const editor = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--_surface);
    position: relative;
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
  /* Monaco rounds the width of its numbers to whole digits; the look has them end 20 px before the text. */
  .monaco .margin-view-overlays .line-numbers {
    left: 0 !important;
    width: calc(var(--gutter) - 20px) !important;
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
    & span {
      overflow: hidden;
      text-overflow: ellipsis;
    }
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
`;

export const styles = [tabsStyles, codeStyles, editor];
