import {css} from 'lit';
import {homeStyles} from './home.styles.js';
import {topBarStyles} from './top-bar.styles.js';

const layout = css`
  :host {
    display: block;
    height: 100%;
    min-height: 320px;
    position: relative;
    container: workspace / inline-size;
    background: var(--_canvas);
    overflow: hidden;
  }
  .shell {
    display: flex;
    flex-direction: column;
    height: 100%;
    position: relative;
    font-size: var(--_font-size);
    line-height: var(--_line-height);
  }

  .body {
    flex: 1;
    display: grid;
    min-height: 0;
    min-width: 0;
    position: relative;
    padding: 0 var(--_space-2) var(--_space-2) 0;
    grid-template-rows: minmax(0, 1fr);
    grid-template-columns: var(--chat-width, 320px) var(--_gap) minmax(320px, 1fr) var(--_gap) var(
        --runner-width,
        380px
      );
  }
  .body.without-chat {
    grid-template-columns: minmax(320px, 1fr) var(--_gap) var(--runner-width, 380px);
    padding-left: var(--_space-2);
  }
  .notice + .body {
    padding-top: var(--_space-2);
  }
  .sheet {
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  .code-sheet {
    grid-template-columns: 176px minmax(0, 1fr);
  }
  .code-sheet > codecraft-explorer {
    min-width: 0;
  }

  /* The gap between two sheets is the handle. It shows itself on hover and on focus; in joined layouts, where there is
     no gap, a short grip stays visible. */
  .handle {
    position: relative;
    z-index: 3;
    width: var(--_gap);
    cursor: col-resize;
    touch-action: none;
    outline: 0;
    &::before {
      content: '';
      position: absolute;
      inset: 0 -4px;
    }
    &::after {
      content: '';
      position: absolute;
      left: calc(50% - 1.5px);
      top: calc(50% - 12px);
      width: 3px;
      height: 24px;
      border-radius: 2px;
      background: var(--_border-strong);
      opacity: 0;
      transition: opacity var(--_motion-fast);
    }
    &:hover::after,
    &.joined::after {
      opacity: 1;
    }
    &:focus-visible::after {
      opacity: 1;
      top: 0;
      height: 100%;
      background: var(--_focus);
    }
  }
  .opens-files,
  .opens-chat {
    display: none;
  }
  .scrim {
    display: none;
  }

  @container workspace (max-width: 1199px) {
    .opens-files {
      display: inline-grid;
    }
    .body {
      grid-template-columns: var(--chat-width, 300px) var(--_gap) minmax(320px, 1fr) var(--_gap) var(
          --runner-width,
          minmax(280px, 340px)
        );
    }
    .body.without-chat {
      grid-template-columns: minmax(320px, 1fr) var(--_gap) var(--runner-width, minmax(280px, 340px));
    }
    .code-sheet {
      grid-template-columns: minmax(0, 1fr);
    }
    .code-sheet > codecraft-explorer {
      display: none;
    }
    .code-sheet.files-open > codecraft-explorer {
      display: flex;
      position: absolute;
      z-index: 4;
      inset: calc(var(--_bar) + 1px) auto 0 0;
      width: min(240px, 80%);
      box-shadow: var(--_shadow);
    }
  }
  @container workspace (max-width: 959px) {
    .opens-chat {
      display: inline-flex;
    }
    .body,
    .body.without-chat {
      grid-template-columns: minmax(280px, 1fr) var(--_gap) var(--runner-width, minmax(280px, 1fr));
      padding-left: var(--_space-2);
    }
    .body > codecraft-chat,
    .body > .of-chat {
      display: none;
    }
    .body.chat-open > codecraft-chat {
      display: flex;
      position: absolute;
      z-index: 5;
      inset: 0 auto var(--_space-2) var(--_space-2);
      width: min(360px, 80%);
      background: var(--_canvas);
      border: 1px solid var(--_border);
      border-radius: var(--_radius-l);
      box-shadow: var(--_shadow);
      padding-bottom: var(--_space-2);
    }
  }
  @container workspace (max-width: 639px) {
    .body,
    .body.without-chat {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      padding: 0;
    }
    .notice + .body {
      padding-top: 0;
    }
    .body > *,
    .code-sheet > *,
    .opens-files,
    .opens-chat {
      display: none;
    }
    .sheet {
      border: 0;
      border-radius: 0;
      background: none;
    }
    .code-sheet {
      grid-template-columns: minmax(0, 1fr);
    }
    .shell[data-panel='chat'] .body > codecraft-chat {
      display: flex;
      position: static;
      width: auto;
      background: none;
      border: 0;
      border-radius: 0;
      box-shadow: none;
      padding-bottom: 0;
    }
    .shell[data-panel='files'] .body > .code-sheet,
    .shell[data-panel='code'] .body > .code-sheet {
      display: grid;
    }
    .shell[data-panel='files'] .code-sheet > codecraft-explorer {
      display: flex;
      position: static;
      width: auto;
      box-shadow: none;
    }
    .shell[data-panel='code'] .code-sheet > :not(codecraft-explorer) {
      display: flex;
      border-top: 1px solid var(--_border);
    }
    .shell[data-panel='code'] .code-sheet > codecraft-start-screen {
      display: block;
    }
    .shell[data-panel='preview'] .body > .result {
      display: grid;
      background: var(--_surface);
      border-top: 1px solid var(--_border);
    }
  }

  .toasts {
    position: absolute;
    z-index: 6;
    right: var(--_space-4);
    bottom: var(--_space-4);
    display: grid;
    gap: var(--_space-2);
    width: min(400px, calc(100% - 32px));
    pointer-events: none;
    & > * {
      pointer-events: auto;
    }
  }
  .tabbar ~ .toasts,
  nav ~ .toasts {
    bottom: 84px;
  }

  /* layout="embed": joined sheets in one frame */
  :host([layout='embed']) {
    height: 352px;
    min-height: 0;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-l);
  }
  :host([layout='embed']) .body {
    --_gap: 0px;
    padding: 0;
    grid-template: 100% / minmax(0, 1fr) 0 var(--runner-width, 45%);
  }
  :host([layout='embed']) .sheet {
    border: 0;
    border-radius: 0;
  }
  :host([layout='embed']) .code-sheet {
    grid-template-columns: minmax(0, 1fr);
  }
  :host([layout='embed']) .result {
    border-left: 1px solid var(--_border);
  }
  @container workspace (max-width: 559px) {
    :host([layout='embed']) .body {
      grid-template: 184px minmax(0, 1fr) / 100%;
    }
    :host([layout='embed']) .result {
      order: -1;
      border-left: 0;
      border-bottom: 1px solid var(--_border);
    }
    :host([layout='embed']) .handle {
      display: none;
    }
  }
`;

export const styles = [layout, topBarStyles, homeStyles];
