import {css} from 'lit';
import {treeStyles} from './tree.styles.js';

const explorer = css`
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
`;

export const styles = [treeStyles, explorer];
