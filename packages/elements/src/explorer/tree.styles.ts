import {css} from 'lit';

/** The lines of the tree. */
export const treeStyles = css`
  .tree {
    padding: 2px 6px;
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_border-strong) transparent;
  }
  .row {
    display: flex;
    align-items: center;
    height: var(--_row);
    padding: 0 8px 0 calc(4px + var(--level, 0) * 14px);
    border-radius: var(--_radius-s);
    cursor: default;
    white-space: nowrap;
    user-select: none;
  }
  .row .icon {
    color: var(--_text-faint);
    width: 12px;
    height: 12px;
    stroke-width: 2;
    margin-right: var(--_space-1);
  }
  .row .name {
    overflow: hidden;
    text-overflow: ellipsis;
    margin-right: auto;
    padding-right: 6px;
  }
  .row .ext {
    color: var(--_text-faint);
  }
  .row .where {
    display: flex;
    gap: 3px;
  }
  .row.file {
    padding-left: calc(20px + var(--level, 0) * 14px);
  }
  .row:hover {
    background: var(--_hover);
  }
  .row.selected {
    background: var(--_selected);
    font-weight: 500;
  }
  .row.selected .ext {
    font-weight: 400;
    color: var(--_text-muted);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .row .new {
    font-size: var(--_font-size-s);
    color: var(--_success);
  }
  @media (forced-colors: active) {
    .row.selected {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
