import {css} from 'lit';

export const styles = css`
  :host([layout='stack']) {
    display: flex;
    align-items: center;
  }
  .stack {
    position: relative;
    padding: 2px;
    margin: -2px;
    border: 0;
    border-radius: 14px;
    background: none;
    cursor: pointer;
  }
  .more {
    align-self: center;
    padding-left: 2px;
    font-size: var(--_font-size-s);
    color: var(--_text-muted);
  }
  [popover] {
    position: fixed;
    inset: auto;
    width: 288px;
    max-height: min(480px, calc(100dvh - 64px));
    overflow: auto;
    padding: 0;
    margin: 0;
    border: 0;
    color: inherit;
  }
  .people {
    padding: 6px 8px 8px 16px;
  }
  .people .count {
    margin-left: 4px;
  }
  .people .panel-header .button {
    margin-right: 4px;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 44px;
  }
  .person .about {
    min-width: 0;
    flex: 1;
    line-height: 18px;
  }
  .person .about > * {
    display: block;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .person .about > :first-child {
    font-weight: 500;
  }
  .leave {
    margin: 4px 0 6px -8px;
  }
  .role {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 0 8px;
    color: var(--_text-muted);
  }
  button.role {
    padding: 0 4px 0 8px;
  }
  .role .icon {
    width: 12px;
    height: 12px;
    stroke-width: 2;
    color: var(--_text-faint);
  }
`;
