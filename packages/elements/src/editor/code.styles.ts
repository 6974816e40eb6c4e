import {css} from 'lit';

/** Numbered lines of text, and where others are in it. */
export const codeStyles = css`
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

  @media (forced-colors: active) {
    .remote-caret,
    .remote-range,
    .flag {
      forced-color-adjust: none;
    }
  }
`;
