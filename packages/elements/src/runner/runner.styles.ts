import {css} from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    background: var(--_surface);
  }
  .panel-header {
    padding: 0 var(--_space-1) 0 6px;
    border-bottom: 1px solid var(--_border);
    gap: 2px;
  }
  :host([layout='embed']) .panel-header {
    padding-left: var(--_space-3);
    & h2 {
      font-weight: 500;
      color: var(--_text-muted);
    }
  }
  .icon-button:disabled {
    opacity: 0.45;
    background: none;
    cursor: default;
  }
  .address {
    flex: 1;
    min-width: 0;
    height: 24px;
    padding: 0 10px;
    margin: 0 var(--_space-1);
    border: 0;
    border-radius: var(--_radius-m);
    background: var(--_inset);
    box-shadow: inset 0 0 0 1px var(--_border);
    font-size: var(--_font-size-s);
    color: var(--_text-muted);
    text-overflow: ellipsis;
  }
  .address:focus-visible {
    outline-offset: -1px;
  }
  .preview {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: hidden auto;
    background: var(--_surface);
  }
  .preview.running {
    background: #fff;
    overflow: hidden;
  }
  .preview:is(.idle, .stopped) {
    background: var(--_inset);
  }
  .frame {
    position: absolute;
    inset: 0;
  }
  .frame[inert] {
    opacity: 0;
  }
  .center {
    height: 100%;
    display: grid;
    place-items: center;
  }

  .install {
    padding: 32px;
    display: grid;
    gap: var(--_space-3);
  }
  .install > p:first-child {
    display: flex;
    justify-content: space-between;
  }
  .install li {
    display: grid;
    grid-template-columns: 20px 1fr;
    align-items: center;
    height: 26px;
  }
  .install .waiting {
    color: var(--_text-faint);
  }
  .install .state .icon {
    width: 12px;
    height: 12px;
    stroke-width: 2;
  }
  .install .state .dot {
    margin: 0 3px;
  }
  .install .done .state {
    color: var(--_success);
  }
  .progress {
    height: 4px;
    border-radius: 2px;
    background: var(--_selected);
    overflow: hidden;
    & i {
      display: block;
      height: 100%;
      border-radius: 2px;
      background: var(--_text);
    }
  }

  .veil {
    position: absolute;
    inset: 0;
    background: light-dark(#ffffffb3, #17191cd9);
  }
  .error-card {
    position: absolute;
    inset: auto 0 0;
    max-height: 100%;
    overflow: auto;
    background: var(--_raised);
    border-top: 1px solid var(--_border);
  }
  .title {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    padding: 14px var(--_space-4) 0;
  }
  .title .icon {
    color: var(--_danger);
  }
  .what {
    padding: 2px var(--_space-4) var(--_space-3) var(--_space-6);
    color: var(--_text-muted);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .code {
    counter-reset: line var(--from, 0);
    padding: 6px 0;
    overflow: auto hidden;
    background: var(--_inset);
    border-block: 1px solid var(--_border);
    font: 400 var(--_code-size) / var(--_code-line) var(--_font-code);
    tab-size: 2;
    & li {
      position: relative;
      height: var(--_code-line);
      padding-left: 44px;
      white-space: pre;
    }
    & li::before {
      counter-increment: line;
      content: counter(line);
      position: absolute;
      left: 0;
      width: 24px;
      text-align: right;
      color: var(--_text-faint);
    }
    & .failing {
      background: var(--_danger-soft);
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    padding: var(--_space-3) var(--_space-2) var(--_space-3) var(--_space-4);
  }
  .failed {
    padding: 18px 16px;
    & .title {
      padding: 0;
    }
    & .what {
      padding: 2px 0 var(--_space-3) 24px;
    }
    & .button {
      margin-left: 24px;
    }
  }

  codecraft-terminal {
    height: min(170px, 60%);
  }
  /* Who types sees more than who glances. */
  codecraft-terminal.typed-into {
    height: min(280px, 60%);
  }

  @media (forced-colors: active) {
    .progress i {
      forced-color-adjust: none;
    }
  }
`;
