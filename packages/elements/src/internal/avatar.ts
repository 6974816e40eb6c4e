import {html, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';
import {styleMap} from 'lit/directives/style-map.js';

/** Someone as they are drawn: round, in one of the eight member colours, 1–8. */
export interface Person {
  readonly name: string;
  readonly color: number;
}

export interface AvatarOptions {
  readonly size?: 'medium' | 'large';
  /** Not here now: outlined instead of filled. */
  readonly away?: boolean;
}

/** Decorative: the name always stands beside it or in an accessible label around it. */
export function avatar(person: Person, {size, away = false}: AvatarOptions = {}): TemplateResult {
  const classes = {avatar: true, medium: size === 'medium', large: size === 'large', away};
  return html`<span class=${classMap(classes)} style=${styleMap(whoStyle(person.color))} title=${person.name} aria-hidden="true"
    >${initials(person.name)}</span
  >`;
}

/** AI is square and ink among round, coloured people. */
export const aiAvatar: TemplateResult = html`<span class="avatar ai" aria-hidden="true">ai</span>`;

/** Sets `--who`, the colour that avatars, dots and flags are drawn in. */
export function whoStyle(color: number): Record<string, string> {
  return {'--who': `var(--_member-${color})`};
}

/** `Mara Lindqvist` → `ML`, `Mara` → `MA`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letters = last ? first(words[0], 1) + first(last, 1) : first(words[0], 2);
  return letters.toLocaleUpperCase();
}

/** `Mara Lindqvist` → `Mara`. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** `Mara`, `Mara and Jonas`, `Mara, Jonas and Priya`. */
export function listNames(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function first(word: string | undefined, count: number): string {
  return [...(word ?? '')].slice(0, count).join('');
}
