import {css} from 'lit';
import {composerStyles} from './composer.styles.js';
import {messageStyles} from './message.styles.js';
import {turnCardStyles} from './turn-card.styles.js';

const chat = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    position: relative;
    padding-top: 1px; /* the sheets' border: titles share a baseline */
  }
  .panel-header {
    padding: 0 var(--_space-2) 0 var(--_space-4);
  }
  .expiry {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_text-faint);
    font-size: var(--_font-size-s);
    white-space: nowrap;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_border-strong) transparent;
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    padding: var(--_space-1) var(--_space-2) var(--_space-3) var(--_space-4);
    & > :first-child {
      margin-top: auto;
    }
    & > .hint {
      text-align: center;
      text-wrap: balance;
      margin-bottom: auto;
    }
    &.scrolled {
      mask-image: linear-gradient(transparent, #000 24px);
    }
    &:focus-visible {
      outline-offset: -2px;
    }
  }
  .unread {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    font-weight: 500;
    color: var(--_text-muted);
    &::before,
    &::after {
      content: '';
      flex: 1;
      height: 1px;
      background: var(--_border-strong);
    }
  }
  .reading {
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
  }
  .typing {
    display: flex;
    align-items: center;
    gap: 6px;
    min-height: 26px;
    padding: 0 var(--_space-4) 6px;
    font-size: var(--_font-size-s);
    color: var(--_text-faint);
    white-space: nowrap;
  }
  .typing .in-line {
    display: none;
  }
  /* One panel at a time: the tab names it, and every line counts. */
  :host([density='touch']) {
    .panel-header {
      display: none;
    }
    .log {
      padding-right: var(--_space-4);
    }
    .typing .in-line {
      display: inline;
    }
    .composer {
      display: flex;
      align-items: center;
      margin: 0 var(--_space-4) var(--_space-2);
      padding: 2px 2px 2px 14px;
    }
    .composer .message-field {
      flex: 1;
    }
    .composer .actions {
      margin: 0;
      align-self: end;
    }
    .composer .actions .hint {
      display: none;
    }
    .files li {
      height: 36px;
    }
  }
`;

export const styles = [turnCardStyles, messageStyles, composerStyles, chat];
