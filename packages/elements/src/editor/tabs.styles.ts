import {css} from 'lit';

/** The open files. */
export const tabsStyles = css`
  .tabs {
    display: flex;
    align-items: stretch;
    height: var(--_bar);
    flex: none;
    padding: 0 6px;
    border-bottom: 1px solid var(--_border);
  }
  [role='tablist'] {
    display: flex;
    min-width: 0;
    margin-bottom: -1px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .tab {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 0 10px;
    position: relative;
    color: var(--_text-muted);
    white-space: nowrap;
    cursor: default;
    user-select: none;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    border-radius: var(--_radius-m);
  }
  .tab .icon {
    width: 12px;
    height: 12px;
    stroke-width: 2;
    color: var(--_text-faint);
  }
  .tab.active {
    color: var(--_text);
    font-weight: 500;
  }
  .tab.closes {
    padding-right: 6px;
  }
  .tab.active::after {
    content: '';
    position: absolute;
    inset: auto 6px 0 10px;
    height: 2px;
    background: var(--_text);
    border-radius: 1px 1px 0 0;
  }
  .unsent {
    color: var(--_warning);
  }
  .tabs > .icon-button,
  .tabs > .chip,
  .tabs > ::slotted(*) {
    align-self: center;
  }

  @media (forced-colors: active) {
    .tab.active {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
