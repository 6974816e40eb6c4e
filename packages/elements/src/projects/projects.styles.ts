import {css} from 'lit';

export const styles = css`
  :host {
    container: projects / inline-size;
  }
  .page {
    display: grid;
    grid-template: auto 1fr / minmax(0, 1fr) 296px;
    column-gap: var(--_space-6);
    align-items: start;
    max-width: 1136px;
    margin: 0 auto;
    padding: 0 var(--_space-4) 48px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin-bottom: var(--_space-5);
    grid-column: 1;
  }
  h1 {
    font-size: var(--_font-size-xl);
    line-height: 32px;
    font-weight: 600;
    letter-spacing: -0.015em;
    flex: 1;
  }
  .head .field {
    width: 220px;
    height: 32px;
    border-color: var(--_border);
  }
  h2 {
    font-size: var(--_font-size);
    font-weight: 600;
    margin: 0 0 var(--_space-2);
  }
  .list {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
    margin-bottom: 28px;
    overflow: hidden;
  }
  .project {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 56px 28px;
    grid-template-rows: 20px 20px;
    column-gap: 20px;
    align-items: center;
    padding: 10px 10px 10px var(--_space-4);
  }
  .project + .project {
    border-top: 1px solid var(--_border);
  }
  .project .name {
    grid-area: 1 / 1;
    font-weight: 600;
    color: var(--_text);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    cursor: pointer;
    outline: 0;
    &::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    &:focus-visible::after {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
      border-radius: var(--_radius-l);
    }
  }
  .project .last {
    grid-area: 2 / 1;
    color: var(--_text-muted);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .project .stack {
    grid-area: 1 / 2 / 3 / 3;
  }
  .project .role {
    grid-area: 1 / 3 / 3 / 4;
    color: var(--_text-muted);
  }
  .project .icon-button {
    grid-area: 1 / 4 / 3 / 5;
    position: relative; /* above the link, which covers the row */
  }
  .project .rename {
    grid-area: 1 / 1;
    position: relative;
    width: 100%;
    max-width: 320px;
    height: 26px;
    margin: -3px 0 -3px -7px;
    padding: 0 6px;
    border: 0;
    border-radius: var(--_radius-m);
    background: var(--_surface);
    font-weight: 600;
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  .project:hover {
    background: linear-gradient(var(--_hover), var(--_hover));
  }
  .invite {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    padding: 11px 11px 11px var(--_space-4);
    margin-bottom: 28px;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  .invite > .who {
    flex: 1;
    margin-left: var(--_space-1);
  }
  .invite .answers {
    display: flex;
    gap: var(--_space-1);
  }
  .none {
    margin-bottom: 28px;
  }
  .notice {
    margin-bottom: 28px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  .aside {
    grid-column: 2;
    grid-row: 1 / 3;
  }
  .aside h2 {
    line-height: 32px;
    margin-bottom: var(--_space-5);
  }
  .ask {
    padding: var(--_space-3) 10px 10px var(--_space-4);
  }
  .ask:has(textarea:focus) {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
    border-radius: var(--_radius-l);
  }
  .ask .message-field {
    min-height: 40px;
    padding-right: 6px;
  }
  .ask .actions {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .template {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 12px;
    align-items: center;
    column-gap: var(--_space-2);
    width: 100%;
    padding: 9px var(--_space-4);
    border: 0;
    border-top: 1px solid var(--_border);
    background: none;
    color: var(--_text);
    text-align: start;
    cursor: pointer;
  }
  .template:hover {
    background: var(--_hover);
  }
  .template:focus-visible {
    outline-offset: -2px;
  }
  .template b {
    font-weight: 500;
  }
  .template span {
    grid-row: 2;
    font-size: var(--_font-size-s);
    line-height: 18px;
    color: var(--_text-muted);
  }
  .template .icon {
    width: 12px;
    height: 12px;
    stroke-width: 2;
    grid-area: 1 / 2 / 3 / 3;
    color: var(--_text-faint);
  }
  @container projects (max-width: 900px) {
    .page {
      display: block;
    }
    .head .field {
      width: 180px;
      height: 44px;
    }
    .project {
      grid-template-columns: minmax(0, 1fr) 28px;
    }
    .project .icon-button {
      grid-area: 1 / 2 / 3 / 3;
    }
    .project .stack,
    .project .role {
      display: none;
    }
    .invite {
      flex-wrap: wrap;
      padding-left: var(--_space-3);
    }
    .invite > .who {
      flex: 1 1 220px;
    }
    .invite .answers {
      width: 100%;
      padding-left: 28px;
    }
    .aside h2 {
      margin-bottom: var(--_space-2);
      line-height: 20px;
    }
  }
`;
