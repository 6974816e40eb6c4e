import {remember, remembered} from '../internal/browser-memory.js';

export type Theme = 'system' | 'light' | 'dark';

export const themeNames: Readonly<Record<Theme, string>> = {system: 'System', light: 'Light', dark: 'Dark'};

/** The theme someone chose in a workspace of this site, for all of them. */
export function chosenTheme(): Theme | undefined {
  return remembered('theme', isTheme);
}

export function rememberTheme(theme: Theme): void {
  remember('theme', theme);
}

function isTheme(value: unknown): value is Theme {
  return typeof value === 'string' && Object.hasOwn(themeNames, value);
}
