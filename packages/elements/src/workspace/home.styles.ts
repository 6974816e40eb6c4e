import {css} from 'lit';

/** Where there is no project to show: sign-in, my projects, and what failed. */
export const homeStyles = css`
  .home {
    height: 100%;
    overflow: auto;
  }
  .home .top {
    height: 44px;
    padding: 0 var(--_space-2) 0 var(--_space-4);
  }
  .home .top > .mark {
    margin: 0;
  }
  .home .top b {
    margin-left: var(--_space-1);
  }
  .home codecraft-projects {
    margin-top: 44px;
  }
  .home codecraft-sign-in {
    margin: 12vh auto 0;
    padding: 0 20px;
    box-sizing: content-box;
  }
  @container workspace (max-width: 900px) {
    .home codecraft-projects {
      margin-top: var(--_space-4);
    }
    .home codecraft-sign-in {
      margin-top: 52px;
      box-sizing: border-box;
      width: 100%;
    }
  }
  .failed {
    max-width: 560px;
    margin: 12vh auto 0;
    padding: 0 var(--_space-4) var(--_space-5);
    & h2 {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      font-size: var(--_font-size-l);
      line-height: 24px;
      font-weight: 600;
      & .icon {
        color: var(--_danger);
      }
    }
    & p,
    & li {
      margin-top: var(--_space-2);
      color: var(--_text-muted);
      overflow-wrap: anywhere;
    }
    & ul {
      list-style: disc;
      padding-left: 18px;
    }
    & .actions {
      display: flex;
      gap: var(--_space-2);
      margin-top: var(--_space-4);
    }
  }
  :host([layout='embed']) .failed {
    margin-top: var(--_space-5);
  }
`;
