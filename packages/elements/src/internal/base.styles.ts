import {css} from 'lit';

/** What every element starts from: its own reset, type, links, the focus ring, icons and panel headers. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    background: none;
    color: var(--_text);
    font: 400 var(--_font-size) / var(--_line-height) var(--_font);
    -webkit-font-smoothing: antialiased;
    text-align: start;
    text-rendering: optimizeLegibility;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  figure,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  a {
    color: var(--_accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button {
    letter-spacing: inherit;
  }
  strong,
  b {
    font-weight: 600;
  }
  [hidden] {
    display: none !important;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  ::selection {
    background: var(--_selection);
    color: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  /* Small things every element shares */
  .icon {
    width: 16px;
    height: 16px;
    flex: none;
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.down {
    transform: rotate(90deg);
  }
  .icon.back {
    transform: rotate(180deg);
  }
  .icon.small {
    width: 12px;
    height: 12px;
    stroke-width: 2;
  }
  .mark {
    display: grid;
    place-items: center;
    color: var(--_text);
  }
  .mark .icon {
    width: 20px;
    height: 20px;
  }
  .kbd {
    font: 400 var(--_font-size-s) / 1 var(--_font);
    color: var(--_text-faint);
  }
  .muted {
    color: var(--_text-muted);
  }
  .faint {
    color: var(--_text-faint);
  }
  .s {
    font-size: var(--_font-size-s);
  }
  .code-text {
    font: 400 var(--_font-size-s) / 20px var(--_font-code);
  }
  .spacer {
    flex: 1;
  }
  .mention {
    color: var(--_accent);
    font-weight: 600;
  }
  .prose code {
    font: 400 var(--_font-size-s) / 18px var(--_font-code);
    padding: 1px var(--_space-1);
    border-radius: var(--_radius-s);
    background: var(--_selected);
    white-space: nowrap;
  }
  .panel-header {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    height: var(--_bar);
    flex: none;
    min-width: 0;
    & h2 {
      font-size: inherit;
      line-height: inherit;
      font-weight: 600;
      white-space: nowrap;
    }
  }
`;
