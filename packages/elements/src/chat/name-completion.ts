import type {ProjectState} from '@codecraft/core/project';
import {firstName} from '../internal/avatar.js';

/** What is being named in a text: `@` and the beginning of a name, up to the caret. */
export interface Naming {
  /** Where the `@` is. */
  readonly start: number;
  readonly end: number;
  /** Whom it may become, best first. */
  readonly names: readonly string[];
}

const maxNames = 6;
const begun = /(?:^|[\s(])@([\p{L}\p{N}_'-]*)$/u;

/** Who can be named: AI, and the others by their first name, in full where two have the same. */
export function namesToMention(state: ProjectState | undefined, mayAsk: boolean): string[] {
  const others = state?.members.filter((member) => member.userId !== state.me?.userId) ?? [];
  const first = others.map((member) => firstName(member.name));
  const people = others.map(({name}, index) =>
    first.filter((other) => other === first[index]).length > 1 ? name : (first[index] ?? name),
  );
  return [...(mayAsk ? ['ai'] : []), ...people];
}

/** Who may be meant by what stands before the caret; undefined when nobody is being named. */
export function namingAt(text: string, caret: number, names: readonly string[]): Naming | undefined {
  const match = begun.exec(text.slice(0, caret));
  const typed = match?.[1]?.toLocaleLowerCase();
  if (typed === undefined) return undefined;
  const found = names.filter((name) => name.toLocaleLowerCase().startsWith(typed)).slice(0, maxNames);
  const isDone = found.length === 1 && found[0]?.toLocaleLowerCase() === typed;
  if (found.length === 0 || isDone) return undefined;
  return {start: caret - typed.length - 1, end: caret, names: found};
}

/** The text with the name in it, and where the caret goes. */
export function withName(text: string, {start, end}: Naming, name: string): {text: string; caret: number} {
  const before = `${text.slice(0, start)}@${name} `;
  return {text: before + text.slice(end).replace(/^ /, ''), caret: before.length};
}
