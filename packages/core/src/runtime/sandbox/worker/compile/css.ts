import {CompileProblem, placeOf} from './problem.js';

export interface CssSources {
  /** The stylesheet that `@import` means, or undefined where there is none. */
  findImport: (specifier: string, from: string) => {path: string; source: string} | undefined;
  /** The URL to write for `url(specifier)`, or undefined to leave it as it is. */
  assetUrl: (specifier: string, from: string) => string | undefined;
  /** What a compiler that comes later wants in the place of this `@import`, or undefined where it is none of its own. */
  ownImport?: (specifier: string, statement: string) => string | undefined;
}

export interface CompiledCss {
  css: string;
  /** Stylesheets that were inlined. */
  imported: string[];
}

const comment = String.raw`\/\*[\s\S]*?\*\/`;
const doubleQuoted = String.raw`"((?:\\[\s\S]|[^"\\])*)"`;
const singleQuoted = String.raw`'((?:\\[\s\S]|[^'\\])*)'`;
const url = String.raw`url\(\s*(?:${doubleQuoted}|${singleQuoted}|([^"')\s]*))\s*\)`;

/** Inlines `@import` and replaces `url()` of the project's own files. */
export function compileCss(source: string, path: string, sources: CssSources): CompiledCss {
  const imported = new Set<string>();
  const remoteImports: string[] = [];
  const css = inline(source, path, [path]);
  // The standard wants remote imports before every rule.
  return {css: [...remoteImports, css].join('\n'), imported: [...imported]};

  function inline(text: string, from: string, parents: readonly string[]): string {
    const pattern = new RegExp(
      `${comment}|@import\\s+(?:${url}|${doubleQuoted}|${singleQuoted})([^;]*);?|${url}|${doubleQuoted}|${singleQuoted}`,
      'gi',
    );
    return text.replace(pattern, (whole: string, ...groups: (string | undefined)[]) => {
      if (/^@import/i.test(whole)) {
        const specifier = groups.slice(0, 5).find((group) => group !== undefined)!;
        const offset = groups.find((group): group is never => typeof group === 'number') ?? 0;
        return inlineImport(specifier, groups[5]!.trim(), {text, from, offset, parents, whole});
      }
      if (!/^url\(/i.test(whole)) return whole;
      const specifier = groups.slice(6, 9).find((group) => group !== undefined) ?? '';
      const replacement = isRemote(specifier) ? undefined : sources.assetUrl(specifier, from);
      return replacement === undefined ? whole : `url("${replacement}")`;
    });
  }

  function inlineImport(
    specifier: string,
    conditions: string,
    at: {text: string; from: string; offset: number; parents: readonly string[]; whole: string},
  ): string {
    if (isRemote(specifier)) {
      remoteImports.push(at.whole);
      return '';
    }
    const own = sources.ownImport?.(specifier, at.whole);
    if (own !== undefined) return own;
    const found = sources.findImport(specifier, at.from);
    if (!found) {
      throw new CompileProblem(`The stylesheet ${specifier} does not exist.`, {
        path: at.from,
        source: at.text,
        ...placeOf(at.text, at.offset),
      });
    }
    if (at.parents.includes(found.path)) return '';
    imported.add(found.path);
    return withConditions(inline(found.source, found.path, [...at.parents, found.path]), conditions);
  }
}

/** `layer(base) supports(display: grid) screen` as the at-rules that mean the same around a block. */
function withConditions(css: string, conditions: string): string {
  let rest = conditions;
  const layer = /^layer(?:\(([^)]*)\))?\s*/i.exec(rest);
  if (layer) rest = rest.slice(layer[0].length);
  const supports = /^supports\(((?:[^()]|\([^()]*\))*)\)\s*/i.exec(rest);
  if (supports) rest = rest.slice(supports[0].length);
  let block = css;
  if (rest) block = `@media ${rest} {${block}}`;
  if (supports) block = `@supports (${supports[1]}) {${block}}`;
  if (layer) block = `@layer ${layer[1] ?? ''} {${block}}`;
  return block;
}

function isRemote(specifier: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(specifier);
}
