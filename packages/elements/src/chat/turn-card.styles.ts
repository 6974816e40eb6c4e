import {css} from 'lit';

export const turnCardStyles = css`
  .turn {
    margin-top: 6px;
    overflow: hidden;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    & .turn-head {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      height: var(--_bar);
      padding: 0 6px 0 var(--_space-3);
      border-bottom: 1px solid var(--_border);
    }
    & .turn-head b {
      white-space: nowrap;
    }
    & .turn-head .counts {
      margin-right: auto;
    }
    & .turn-head > .dot {
      margin: 0 3px;
    }
    & .turn-head > .quiet:last-child {
      margin-right: -2px;
    }
    & .files {
      padding: var(--_space-1) 0;
    }
    & .files li {
      display: grid;
      grid-template-columns: 20px minmax(0, 1fr) 36px 32px;
      align-items: center;
      height: calc(var(--_row) - 2px);
      padding: 0 var(--_space-3);
      font-size: var(--_font-size-s);
    }
    & .files .path {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    & .files .dir {
      color: var(--_text-faint);
    }
    & .files .n {
      text-align: right;
      font: 400 var(--_font-size-s) / 20px var(--_font-code);
    }
    & .files .n.wide {
      grid-column: 3 / 5;
      font-family: inherit;
    }
    & .files .state {
      width: 12px;
      color: var(--_text-faint);
      display: grid;
      place-items: center;
    }
    & .files .state .icon {
      width: 12px;
      height: 12px;
      stroke-width: 2;
    }
    & .files .done .state {
      color: var(--_success);
    }
    & .files .waiting {
      color: var(--_text-faint);
    }
    & * + .choices {
      border-top: 1px solid var(--_border);
    }
    & .choices {
      padding: var(--_space-1);
    }
    & .choice {
      display: grid;
      grid-template-columns: 24px minmax(0, 1fr);
      width: 100%;
      padding: 6px var(--_space-2);
      border: 0;
      border-radius: var(--_radius-m);
      background: none;
      text-align: start;
      cursor: pointer;
    }
    & .choice:hover {
      background: var(--_hover);
    }
    & .choice:focus-visible {
      outline-offset: -2px;
    }
    & .choice .icon {
      margin-top: 2px;
    }
    & .choice b {
      font-weight: 500;
    }
    & .choice span {
      grid-column: 2;
      font-size: var(--_font-size-s);
      line-height: 18px;
      color: var(--_text-muted);
    }
  }
`;
