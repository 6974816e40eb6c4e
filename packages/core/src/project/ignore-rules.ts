import {ancestorsOf, nameOf} from '../files/index.js';

/** What tools make again at any time; no project keeps it. */
const defaults = `
node_modules/
bower_components/
dist/
build/
coverage/
tmp/
.git/
.cache/
.vite/
.next/
.nuxt/
.output/
.svelte-kit/
.astro/
.turbo/
.DS_Store
.eslintcache
*.local
*.log
*.tsbuildinfo
`;

/** Whether a path is left out. */
export type IgnoreRules = (path: string) => boolean;

interface Rule {
  /** Where it has a `/` of its own, matched from the project's folder; else a name at any depth. */
  readonly segments: readonly string[];
  readonly isName: boolean;
  readonly isFolder: boolean;
  readonly isException: boolean;
}

/**
 * Reads a `.gitignore` on top of what is ignored everywhere: names, `*`, `?` and `**`, `/` at the front and at the
 * end, and `!` for exceptions. Later lines win. No regular expressions: a hostile pattern must not cost time.
 */
export function ignoreRules(gitignore = ''): IgnoreRules {
  const rules = `${defaults}\n${gitignore}`.split('\n').flatMap((line) => readRule(line.trimEnd()) ?? []);
  return (path) => rules.findLast((rule) => applies(rule, path))?.isException === false;
}

function readRule(line: string): Rule | undefined {
  const isException = line.startsWith('!');
  const text = isException ? line.slice(1) : line;
  if (text === '' || text.startsWith('#')) return undefined;
  const isFolder = text.endsWith('/');
  const pattern = isFolder ? text.slice(0, -1) : text;
  const segments = pattern.replace(/^\//, '').split('/');
  return {segments, isName: !pattern.includes('/'), isFolder, isException};
}

/** What lies in an ignored folder is ignored too. */
function applies({segments, isName, isFolder}: Rule, path: string): boolean {
  const candidates = isFolder ? ancestorsOf(path) : [...ancestorsOf(path), path];
  return candidates.some((candidate) =>
    isName ? matchesName(segments[0] ?? '', nameOf(candidate)) : matchesPath(segments, candidate.split('/')),
  );
}

const matchesName = (pattern: string, name: string): boolean =>
  matches(
    [...pattern],
    [...name],
    (sign) => sign === '*',
    (sign, letter) => sign === '?' || sign === letter,
  );

const matchesPath = (patterns: readonly string[], names: readonly string[]): boolean =>
  matches(patterns, names, (pattern) => pattern === '**', matchesName);

/** Goes back to the last star only, which is enough, and keeps the work at most length times length. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  fits: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < items.length; ) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at++;
      afterStar = index;
    } else if (part !== undefined && fits(part, items[index] ?? '')) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++afterStar;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
