import {html, type SVGTemplateResult, svg, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';

/* 16 × 16, 1.5 px stroke, round ends, the text's colour. */
const shapes = {
  mark: svg`<path stroke-width="2" d="M6 2.25a8 8 0 0 0 0 11.5M10 2.25h3.5v11.5H10"/><path stroke-width="2" d="M8.25 5.5v5"/>`,
  'file-plus': svg`<path d="M12.25 7V5L9 1.75H3.75v12.5H7M9 1.75V5h3.25M11.75 9.75v4.5M9.5 12H14"/>`,
  folder: svg`<path d="M1.75 13.25V2.75h4.5l1.75 2h6.25v8.5z"/>`,
  'folder-plus': svg`<path d="M14.25 7.25v-2.5H8l-1.75-2h-4.5v10.5H7M11.75 9.75v4.5M9.5 12H14"/>`,
  chevron: svg`<path d="m6 4 4 4-4 4"/>`,
  close: svg`<path d="m4.25 4.25 7.5 7.5M11.75 4.25l-7.5 7.5"/>`,
  plus: svg`<path d="M8 3.25v9.5M3.25 8h9.5"/>`,
  more: svg`<path stroke-width="2" d="M3.5 8h0M8 8h0M12.5 8h0"/>`,
  search: svg`<circle cx="7" cy="7" r="4.25"/><path d="m10.25 10.25 3.25 3.25"/>`,
  run: svg`<path d="M4.75 3v10l8-5z"/>`,
  stop: svg`<rect x="3.75" y="3.75" width="8.5" height="8.5" rx="1"/>`,
  reload: svg`<path d="M13.25 8A5.25 5.25 0 1 1 11.6 4.2l1.65 1.55M13.25 2.5v3.25H10"/>`,
  open: svg`<path d="M9.5 2.75h3.75V6.5M13 3 7.5 8.5M11.25 9.75v3.5h-8.5v-8.5h3.5"/>`,
  terminal: svg`<path d="M2.75 4.25 6.5 8l-3.75 3.75M8.5 12h4.75"/>`,
  chat: svg`<path d="M2.25 2.75h11.5v8H7.5l-3 2.75v-2.75H2.25z"/>`,
  code: svg`<path d="M5.5 4.25 1.75 8l3.75 3.75M10.5 4.25 14.25 8l-3.75 3.75"/>`,
  preview: svg`<rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1"/><path d="M1.75 5.75h12.5"/>`,
  people: svg`<circle cx="6" cy="5.25" r="2.5"/><path d="M1.5 13.25c.2-2.5 1.9-3.75 4.5-3.75s4.3 1.25 4.5 3.75M10.75 2.9a2.5 2.5 0 0 1 0 4.7M12.25 9.9c1.4.5 2.1 1.6 2.25 3.35"/>`,
  send: svg`<path d="M8 13.25V3.5M3.75 7.25 8 3l4.25 4.25"/>`,
  undo: svg`<path d="m5.25 2.75-3 3 3 3M2.5 5.75h7.25a3.75 3.75 0 0 1 0 7.5H6"/>`,
  check: svg`<path d="m3 8.5 3.25 3.25L13 4.75"/>`,
  alert: svg`<path d="M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.4h0"/>`,
  offline: svg`<path d="m2.25 2.25 11.5 11.5M1.5 6.4a9.4 9.4 0 0 1 2.6-1.75M7 3.8a9.3 9.3 0 0 1 7.5 2.6M4 9.2a5.6 5.6 0 0 1 3-1.55M12 9.2l-.5-.45"/><path stroke-width="2" d="M8 12.5h0"/>`,
  lock: svg`<rect x="3.25" y="7" width="9.5" height="6.75" rx="1"/><path d="M5.25 7V5a2.75 2.75 0 0 1 5.5 0v2"/>`,
  clock: svg`<circle cx="8" cy="8" r="5.75"/><path d="M8 4.75V8l2.25 1.5"/>`,
  copy: svg`<rect x="5.75" y="5.75" width="8" height="8" rx="1"/><path d="M10.25 3.25v-1h-8v8h1"/>`,
  rename: svg`<path d="m2.75 13.25.75-3.25 7.25-7.25 2.5 2.5L6 12.5z"/>`,
  trash: svg`<path d="M2.5 4.25h11M6 4.25v-2h4v2M4.25 4.5l.5 9.25h6.5l.5-9.25"/>`,
  settings: svg`<path d="M2.25 5h5.5M11.25 5h2.5M2.25 11h2.5M8.25 11h5.5"/><circle cx="9.5" cy="5" r="1.75"/><circle cx="6.5" cy="11" r="1.75"/>`,
  download: svg`<path d="M8 2.25v7.5M4.75 6.75 8 10l3.25-3.25M2.75 13.5h10.5"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export interface IconOptions {
  /** 12 px with a thicker stroke instead of 16 px. */
  readonly small?: boolean;
  /** Turned from pointing right. */
  readonly turn?: 'down' | 'back';
}

/** An icon. Decorative: what it means is said by the text or the `aria-label` beside it. */
export function icon(name: IconName, {small = false, turn}: IconOptions = {}): TemplateResult {
  const classes = {icon: true, small, down: turn === 'down', back: turn === 'back'};
  return html`<svg class=${classMap(classes)} viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`;
}
