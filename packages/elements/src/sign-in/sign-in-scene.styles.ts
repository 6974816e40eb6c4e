import {css, unsafeCSS} from 'lit';
import {syntax} from '../editor/syntax-colors.js';

const codeColors = Object.entries(syntax)
  .map(([kind, [light, dark]]) => `.code .${kind}{color:light-dark(${light},${dark})}`)
  .join('');

const layout = css`
  :host {
    position: relative;
    overflow: hidden;
    user-select: none;
  }
  .frame {
    position: absolute;
    inset: 88px auto -1px 0;
    display: flex;
    flex-direction: column;
    width: max(1240px, 100% + 1px);
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: 14px 0 0 0;
  }
  .top {
    flex: none;
  }
  .body {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template: minmax(0, 1fr) / 320px minmax(0, 1fr);
    gap: 8px;
  }
  .chat {
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding-top: 1px;
    & .panel-header {
      padding: 0 var(--_space-2) 0 var(--_space-4);
    }
  }
  .expiry,
  .typing {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_text-faint);
    font-size: var(--_font-size-s);
    white-space: nowrap;
  }
  .typing {
    padding: 0 var(--_space-4) var(--_space-2);
  }
  .composer {
    margin-bottom: var(--_space-2);
  }
  /* Where there is no room for all of it, its end lies below the edge. */
  .log {
    flex: 1 0 auto;
    justify-content: flex-end;
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    padding: var(--_space-1) var(--_space-2) var(--_space-3) var(--_space-4);
  }
  .sheet {
    display: grid;
    grid-template: minmax(0, 1fr) / 176px minmax(0, 1fr);
    overflow: hidden;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-width: 1px 0 0 1px;
    border-radius: var(--_radius-l) 0 0 0;
  }
  .files-panel {
    background: var(--_inset);
    border-right: 1px solid var(--_border);
    & .panel-header {
      padding: 0 6px 0 14px;
      gap: 0;
    }
    & .icon-button {
      width: 24px;
    }
  }
  .editor {
    display: flex;
    flex-direction: column;
  }
  .area {
    position: relative;
    flex: 1;
    --gutter: 52px;
    font: 400 var(--_code-size) / var(--_code-line) var(--_font-code);
    font-variant-ligatures: none;
  }
  .remote-range,
  .remote-caret {
    position: absolute;
    top: 0;
    left: calc(var(--gutter) + var(--column) * 1ch);
  }
  .remote-range {
    width: 11ch;
    height: 100%;
  }
`;

export const styles = [layout, unsafeCSS(codeColors)];
