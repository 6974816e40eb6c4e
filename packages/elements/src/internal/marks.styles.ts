import {css} from 'lit';

/** Who and what is meant: avatars, dots, counts. People are round and coloured, AI is square and ink. */
export const marks = css`
  /* People are round and coloured; AI is square and ink. */
  .avatar {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 20px;
    height: 20px;
    border-radius: 50%;
    background: var(--who);
    color: var(--_on-member);
    font-size: 9px;
    line-height: 1;
    font-weight: 700;
    letter-spacing: 0.01em;
  }
  .avatar.medium {
    width: 24px;
    height: 24px;
    font-size: 10px;
  }
  .avatar.large {
    width: 32px;
    height: 32px;
    font-size: var(--_font-size-s);
  }
  .avatar.away {
    background: none;
    color: var(--_text-faint);
    box-shadow: inset 0 0 0 1px var(--_border-strong);
  }
  .avatar.ai {
    border-radius: var(--_radius-s);
    background: var(--_text);
    color: var(--_surface);
    font: 700 10px / 1 var(--_font-code);
    letter-spacing: -0.02em;
    padding-top: 1px;
  }
  .dot {
    display: inline-block;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--who, currentColor);
    flex: none;
  }
  .dot.square {
    border-radius: 1px;
    background: var(--_text);
  }
  .dot.hollow {
    background: none;
    box-shadow: inset 0 0 0 1.5px currentColor;
  }
  .stack {
    display: flex;
    gap: var(--_space-1);
  }

  .working {
    animation: breathe var(--_motion-slow) var(--_ease) infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.35;
    }
  }

  .added {
    color: var(--_success);
  }
  .removed {
    color: var(--_danger);
  }
  .counts {
    display: inline-flex;
    gap: 6px;
    font: 400 var(--_font-size-s) / 20px var(--_font-code);
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .avatar,
    .dot {
      forced-color-adjust: none;
    }
  }
`;
