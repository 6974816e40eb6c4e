import {css} from 'lit';

/**
 * The look's tokens. Host pages set the public names (`--codecraft-accent`, …) on `:root` or on one element; each
 * element resolves them once, with our value as the fallback, under a private name (`--_accent`).
 *
 * Public names are never declared here: a nested element would reset what the host page set.
 *
 * Density is inherited: an element inside `density="touch"` is dense in the same way. An inner element can carry
 * `data-density` where the density depends on a width.
 *
 * Colours are `light-dark()` and follow `color-scheme`, which the page decides unless `theme` says otherwise:
 * `system` for the reader's own setting, `light` or `dark`.
 */
export const tokens = css`
  :host([theme='system']) {
    color-scheme: light dark;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([density='compact']),
  [data-density='compact'] {
    --_density-bar: 32px;
    --_density-row: 24px;
    --_density-control: 24px;
  }
  :host([density='touch']),
  [data-density='touch'] {
    --_density-bar: 48px;
    --_density-row: 44px;
    --_density-control: 44px;
    --_density-control-small: 36px;
    --_density-control-small-font: 14px;
    --_density-control-small-padding: 12px;
    --_density-font-size: 15px;
    --_density-line-height: 22px;
  }

  :host,
  [data-density] {
    /* Surfaces */
    --_canvas: var(--codecraft-canvas, light-dark(#f4f4f1, #0f1113));
    --_surface: var(--codecraft-surface, light-dark(#ffffff, #17191c));
    --_raised: var(--codecraft-raised, light-dark(#ffffff, #202327));
    --_inset: var(--codecraft-inset, light-dark(#f9f9f7, #131518));
    --_scrim: var(--codecraft-scrim, light-dark(#191c2066, #000000a6));
    /* Text */
    --_text: var(--codecraft-text, light-dark(#191c20, #e6e8ea));
    --_text-muted: var(--codecraft-text-muted, light-dark(#4f545b, #a8adb4));
    --_text-faint: var(--codecraft-text-faint, light-dark(#676c73, #878d95));
    --_on-accent: var(--codecraft-on-accent, light-dark(#ffffff, #06222c));
    /* Lines */
    --_border: var(--codecraft-border, light-dark(#e2e2dd, #2a2d32));
    --_border-strong: var(--codecraft-border-strong, light-dark(#85898e, #6a7077));
    /* Pointer and choice */
    --_hover: var(--codecraft-hover, light-dark(#191c200d, #ffffff0f));
    --_selected: var(--codecraft-selected, light-dark(#191c2014, #ffffff1a));
    --_selection: var(--codecraft-selection, light-dark(#cfe5ee, #1b3a48));
    --_focus: var(--codecraft-focus, light-dark(#0b6a8b, #6cc0dc));
    /* Meaning */
    --_accent: var(--codecraft-accent, light-dark(#0b6a8b, #6cc0dc));
    --_accent-hover: var(--codecraft-accent-hover, light-dark(#085571, #8ed0e6));
    --_accent-soft: var(--codecraft-accent-soft, light-dark(#e2eff4, #122c37));
    --_danger: var(--codecraft-danger, light-dark(#b3261e, #f28b82));
    --_danger-soft: var(--codecraft-danger-soft, light-dark(#fbeae8, #371c1c));
    --_success: var(--codecraft-success, light-dark(#1b7042, #6cc990));
    --_success-soft: var(--codecraft-success-soft, light-dark(#e4f2e9, #142b1e));
    --_warning: var(--codecraft-warning, light-dark(#85560a, #e3b45c));
    --_warning-soft: var(--codecraft-warning-soft, light-dark(#faf0db, #30260f));
    /* People */
    --_member-1: var(--codecraft-member-1, light-dark(#2a5fc4, #7aa7ff));
    --_member-2: var(--codecraft-member-2, light-dark(#b04d00, #ff9f4d));
    --_member-3: var(--codecraft-member-3, light-dark(#a3258f, #e892d8));
    --_member-4: var(--codecraft-member-4, light-dark(#1d6b3c, #7fd69a));
    --_member-5: var(--codecraft-member-5, light-dark(#6a33b5, #c3b0ff));
    --_member-6: var(--codecraft-member-6, light-dark(#00757a, #6fe0de));
    --_member-7: var(--codecraft-member-7, light-dark(#766a00, #f2d25c));
    --_member-8: var(--codecraft-member-8, light-dark(#b81d45, #ff8488));
    --_on-member: var(--codecraft-on-member, light-dark(#ffffff, #0f1113));
    /* Type */
    --_font: var(
      --codecraft-font,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI Variable Text',
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Liberation Sans',
      Arial,
      sans-serif
    );
    --_font-code: var(
      --codecraft-font-code,
      ui-monospace,
      'SF Mono',
      Menlo,
      'Cascadia Mono',
      Consolas,
      'DejaVu Sans Mono',
      'Liberation Mono',
      monospace
    );
    --_font-size-s: var(--codecraft-font-size-s, 12px);
    --_font-size: var(--codecraft-font-size, var(--_density-font-size, 13px));
    --_font-size-l: var(--codecraft-font-size-l, 15px);
    --_font-size-xl: var(--codecraft-font-size-xl, 24px);
    --_line-height: var(--codecraft-line-height, var(--_density-line-height, 20px));
    --_code-size: var(--codecraft-code-size, 13px);
    --_code-line: var(--codecraft-code-line, 20px);
    /* Space */
    --_space-1: var(--codecraft-space-1, 4px);
    --_space-2: var(--codecraft-space-2, 8px);
    --_space-3: var(--codecraft-space-3, 12px);
    --_space-4: var(--codecraft-space-4, 16px);
    --_space-5: var(--codecraft-space-5, 24px);
    --_space-6: var(--codecraft-space-6, 40px);
    --_gap: var(--codecraft-gap, 8px);
    /* Density */
    --_bar: var(--codecraft-bar, var(--_density-bar, 36px));
    --_row: var(--codecraft-row, var(--_density-row, 26px));
    --_control: var(--codecraft-control, var(--_density-control, 28px));
    --_control-small: var(--_density-control-small, 24px);
    --_control-small-font: var(--_density-control-small-font, var(--_font-size-s));
    --_control-small-padding: var(--_density-control-small-padding, var(--_space-2));
    /* Shape */
    --_radius-s: var(--codecraft-radius-s, 4px);
    --_radius-m: var(--codecraft-radius-m, 6px);
    --_radius-l: var(--codecraft-radius-l, 10px);
    --_shadow: var(
      --codecraft-shadow,
      0 0 0 1px light-dark(#191c2014, #ffffff14),
      0 8px 24px -6px light-dark(#191c202e, #000000b3)
    );
    --_shadow-dialog: var(
      --codecraft-shadow-dialog,
      0 0 0 1px light-dark(#191c2014, #ffffff17),
      0 24px 64px -16px light-dark(#191c2052, #000000d9)
    );
    /* Motion */
    --_motion-fast: var(--codecraft-motion-fast, 90ms);
    --_motion: var(--codecraft-motion, 160ms);
    --_motion-slow: var(--codecraft-motion-slow, 1600ms);
    --_ease: var(--codecraft-ease, cubic-bezier(0.2, 0, 0, 1));
  }

  @media (prefers-reduced-motion: reduce) {
    :host,
    [data-density] {
      --_motion-fast: 0ms;
      --_motion: 0ms;
      --_motion-slow: 0ms;
    }
  }
`;
