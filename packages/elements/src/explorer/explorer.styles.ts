import {css} from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
    position: relative;
    background: var(--_inset);
    border-right: 1px solid var(--_border);
  }
  :host([density='touch']) {
    border: 0;
    background: none;
  }
  .panel-header {
    padding: 0 6px 0 14px;
    gap: 0;
  }
  .icon-button {
    width: max(24px, calc(var(--_control) - 4px));
    height: max(24px, calc(var(--_control) - 4px));
  }
  .none {
    padding: 4px 14px;
  }
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
  .row.editing {
    padding-right: 2px;
    background: none;
  }
  .rename {
    width: 100%;
    height: min(22px, var(--_row));
    margin-left: -5px;
    padding: 0 var(--_space-1);
    border: 0;
    border-radius: var(--_radius-s);
    background: var(--_surface);
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    user-select: text;
    &[aria-invalid='true'] {
      outline-color: var(--_danger);
    }
  }
  :host([density='touch']) .rename {
    height: 36px;
    font-size: 16px;
  }
  .rename-error {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 0;
    max-width: 280px;
    padding: 2px var(--_space-2);
    font-size: var(--_font-size-s);
    color: var(--_danger);
    background: var(--_danger-soft);
    border-radius: var(--_radius-s);
  }
  @media (forced-colors: active) {
    .row.selected {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
