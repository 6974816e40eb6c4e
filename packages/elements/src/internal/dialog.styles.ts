import {css} from 'lit';

/** The native dialog element in the look of `.dialog`. */
export const dialogStyles = css`
  dialog {
    width: min(460px, calc(100vw - 32px));
    max-width: none;
    max-height: calc(100dvh - 32px);
    margin: auto;
    padding: 0;
    border: 0;
    color: inherit;
    &::backdrop {
      background: var(--_scrim);
    }
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
  }
`;
