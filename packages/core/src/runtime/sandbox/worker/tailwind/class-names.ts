const nameCharacter = /[\w\-:/.%!@*]/;
const closers: Record<string, string> = {'[': ']', '(': ')'};
/** Longer than any name that someone writes: keeps the work in proportion where code has no spaces. */
const maxGroupLength = 500;

/**
 * Everything in a text that may be a class name of Tailwind: `md:hover:bg-[url('/a.png')]/50`. Too much rather than
 * too little, whatever the language; Tailwind drops what it does not know. Its own scanner is native code.
 */
export function classNames(text: string): Set<string> {
  const found = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const {end, firstGroup} = nameEnd(text, at);
    if (end === at) {
      at++;
      continue;
    }
    for (const name of trimmed(text.slice(at, end))) found.add(name);
    // `["px-4","py-2"]` looks like one name with a group, and holds two.
    at = firstGroup === undefined ? end : firstGroup + 1;
  }
  return found;
}

function nameEnd(text: string, start: number): {end: number; firstGroup: number | undefined} {
  let at = start;
  let firstGroup: number | undefined;
  while (at < text.length) {
    const character = text[at]!;
    if (character in closers) {
      const end = groupEnd(text, at);
      if (end === undefined) break;
      firstGroup ??= at;
      at = end;
    } else if (nameCharacter.test(character)) at++;
    else break;
  }
  return {end: at, firstGroup};
}

/** Just past the bracket that closes this one, or undefined where whitespace or the end comes first. */
function groupEnd(text: string, start: number): number | undefined {
  const open: string[] = [];
  const limit = Math.min(text.length, start + maxGroupLength);
  for (let at = start; at < limit; at++) {
    const character = text[at]!;
    if (character in closers) open.push(closers[character]!);
    else if (character === open.at(-1)) {
      open.pop();
      if (open.length === 0) return at + 1;
    } else if (/\s/.test(character)) return undefined;
  }
  return undefined;
}

/** The name without the punctuation of the sentence or language around it. */
function trimmed(name: string): string[] {
  const plain = name.replace(/^[.:/]+|[.:/]+$/g, '');
  if (plain === '') return [];
  // Svelte's `class:font-bold={isBold}`
  return plain.startsWith('class:') ? [plain, plain.slice('class:'.length)] : [plain];
}
