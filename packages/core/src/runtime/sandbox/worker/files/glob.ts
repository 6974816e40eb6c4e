/** A matcher for `*`, `**`, `?` and `{a,b}` over absolute paths. */
export function globExpression(pattern: string): RegExp {
  const tokens = /\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{}]+|[{}]/g;
  const source = [...pattern.matchAll(tokens)].map(([token]) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{')) return `(?:${token.slice(1, -1).split(',').map(literal).join('|')})`;
    return literal(token);
  });
  return new RegExp(`^${source.join('')}$`);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Paths that match one of the patterns and none of those that start with `!`, sorted. */
export function matchGlobs(paths: readonly string[], patterns: readonly string[]): string[] {
  const [refused, wanted] = [true, false].map((isRefused) =>
    patterns
      .filter((pattern) => pattern.startsWith('!') === isRefused)
      .map((pattern) => globExpression(pattern.replace(/^!/, ''))),
  );
  return paths
    .filter(
      (path) =>
        wanted!.some((pattern) => pattern.test(path)) && !refused!.some((pattern) => pattern.test(path)),
    )
    .sort();
}
