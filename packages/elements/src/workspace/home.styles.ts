import {css} from 'lit';

/** Where there is no project to show: sign-in, my projects, and what failed. */
export const homeStyles = css`
  .whole,
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
  .entrance {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / max(37%, 440px) minmax(0, 1fr);
    overflow: hidden;
  }
  .home .top > .who {
    display: flex;
    align-items: center;
    gap: 6px;
    padding-right: var(--_space-2);
    color: var(--_text-muted);
    font-weight: 500;
  }
  .look {
    margin-top: 28px;
    padding-top: 20px;
    border-top: 1px solid var(--_border);
    color: var(--_text-muted);
  }
  .look .link {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .way-in {
    max-height: 100%;
    overflow: auto;
  }
  .entrance .top {
    position: absolute;
  }
  .entrance codecraft-sign-in {
    margin: 0 auto;
    padding: max(84px, 20vh) 20px 20px;
    box-sizing: content-box;
  }
  @container workspace (max-width: 900px) {
    .home codecraft-projects {
      margin-top: var(--_space-4);
    }
  }
  @container workspace (max-width: 959px) {
    .entrance {
      display: block;
      overflow: auto;
    }
    .entrance codecraft-sign-in {
      padding: 96px 20px 20px;
    }
  }
  @container workspace (max-width: 639px) {
    .entrance codecraft-sign-in {
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
