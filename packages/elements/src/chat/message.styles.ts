import {css} from 'lit';

/** What one person or AI wrote. */
export const messageStyles = css`
  .message {
    display: grid;
    gap: var(--_space-1);
  }
  .by {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }
  .by b {
    white-space: nowrap;
  }
  .by .for {
    color: var(--_text-muted);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .by time {
    margin-left: auto;
    color: var(--_text-faint);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
  }
  /* The time stands at the edge, and makes room for the button when it shows itself. */
  .by {
    position: relative;
  }
  .by .of {
    position: absolute;
    right: -4px;
    opacity: 0;
  }
  .message:is(:hover, :focus-within) .of {
    opacity: 1;
  }
  .message:is(:hover, :focus-within) .by time:not(:last-child) {
    margin-right: 20px;
  }
  @media (hover: none) {
    .by .of {
      position: static;
      margin: -12px -12px -12px -8px;
      width: 44px;
      height: 44px;
      opacity: 1;
    }
    .message .by time:not(:last-child) {
      margin-right: 0;
    }
  }
  .message > p {
    text-wrap: pretty;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .message > .line {
    display: flex;
    align-items: center;
    gap: 6px;
    white-space: normal;
  }
  .message > .refused {
    color: var(--_danger);
    & span {
      flex: 1;
    }
  }
  .system {
    text-align: center;
    text-wrap: balance;
  }

  .prose {
    display: grid;
    gap: var(--_space-2);
    min-width: 0;
    overflow-wrap: anywhere;
    text-wrap: pretty;
    &.plain {
      display: block;
      white-space: pre-wrap;
    }
    &.streaming:empty::after,
    &.streaming.plain::after,
    &.streaming > p:last-child::after {
      content: '';
      display: inline-block;
      width: 7px;
      height: 14px;
      margin-left: 3px;
      vertical-align: -2px;
      background: var(--_text);
      animation: breathe var(--_motion-slow) var(--_ease) infinite alternate;
    }
    & :is(h1, h2, h3, h4, h5, h6) {
      font-size: inherit;
      line-height: inherit;
      font-weight: 600;
    }
    & ul {
      list-style: disc;
      padding-left: 18px;
    }
    & ol {
      list-style: decimal;
      padding-left: 22px;
    }
    & pre {
      margin: 0;
      padding: var(--_space-2) var(--_space-3);
      overflow-x: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-m);
      background: var(--_surface);
    }
    & pre code {
      padding: 0;
      background: none;
      white-space: pre;
    }
    & blockquote {
      margin: 0;
      padding-left: var(--_space-3);
      border-left: 2px solid var(--_border-strong);
      color: var(--_text-muted);
    }
    & table {
      display: block;
      overflow-x: auto;
      border-collapse: collapse;
    }
    & :is(th, td) {
      text-align: start;
      padding: 2px var(--_space-2);
      border: 1px solid var(--_border);
    }
    & hr {
      width: 100%;
      margin: 0;
      border: 0;
      border-top: 1px solid var(--_border);
    }
  }
`;
