import {css} from 'lit';

export const topBarStyles = css`
  .top {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    height: 44px;
    padding: 0 var(--_space-2) 0 var(--_space-4);
    min-width: 0;
    & .sign-in {
      margin-left: var(--_space-1);
    }
    & .crumbs {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      margin-left: var(--_space-1);
      white-space: nowrap;
      min-width: 0;
    }
    & .crumb {
      padding: 0;
      border: 0;
      background: none;
      color: var(--_text-muted);
      cursor: pointer;
      &:hover {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
    }
    & .crumbs .slash {
      color: var(--_text-faint);
    }
    & .crumbs .button {
      color: var(--_text);
      font-weight: 600;
      padding: 0 var(--_space-1) 0 6px;
      margin-left: -6px;
      gap: 2px;
    }
    & .crumbs .icon {
      color: var(--_text-faint);
    }
    & .rename {
      width: 200px;
      height: 28px;
      margin-left: -6px;
      padding: 0 6px;
      border: 0;
      border-radius: var(--_radius-m);
      background: var(--_surface);
      font-weight: 600;
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
    }
    & codecraft-members {
      margin-right: var(--_space-2);
    }
    & h2 {
      font-size: var(--_font-size-l);
      line-height: 20px;
      font-weight: 600;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }
  button.mark {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  @container workspace (max-width: 639px) {
    .top {
      height: 52px;
      padding: 0 var(--_space-1);
      gap: var(--_space-1);
    }
    .top codecraft-members {
      margin-right: -4px;
    }
    .top > .mark {
      margin: 0 var(--_space-2) 0 var(--_space-3);
    }
  }

  .tabbar {
    display: grid;
    grid-template-columns: repeat(var(--tabs, 4), 1fr);
    padding: 0 var(--_space-2) var(--_space-2);
    background: var(--_canvas);
    border-top: 1px solid var(--_border);
  }
  .tabbar button {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: var(--_space-1);
    height: 56px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text-muted);
    font-size: var(--_font-size-s);
    line-height: 16px;
    cursor: pointer;
  }
  .tabbar .icon {
    width: 20px;
    height: 20px;
    stroke-width: 1.25;
  }
  .tabbar .dot {
    position: absolute;
    top: 9px;
    left: calc(50% + 12px);
  }
  .tabbar .chosen {
    color: var(--_text);
    font-weight: 600;
  }
  .tabbar .chosen::before {
    content: '';
    position: absolute;
    top: -1px;
    left: 50%;
    width: 32px;
    margin-left: -16px;
    height: 2px;
    border-radius: 0 0 1px 1px;
    background: var(--_text);
  }
  .tabbar button:focus-visible {
    outline-offset: -2px;
  }
`;
