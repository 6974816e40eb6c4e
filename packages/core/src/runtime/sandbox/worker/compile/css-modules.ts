export interface ScopedCss {
  css: string;
  /** Name as written → class names to put on the element, with those it composes. */
  names: Record<string, string>;
}

/** A scope's suffix: short, stable for a path, and a valid part of a class name. */
export function scopeHash(path: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < path.length; index++)
    hash = Math.imul(hash ^ path.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36).padStart(5, '0').slice(-5);
}

const token =
  /\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|[{};]|(?:\\[\s\S]|[^{};"'/\\]|\/(?!\*))+/g;

/**
 * Makes class names, ids and keyframes of a stylesheet its own, as CSS modules do.
 *
 * @param namesOf the names of another module, for `composes: … from './other.module.css'`
 */
export function scopeCss(
  source: string,
  path: string,
  namesOf: (specifier: string) => Record<string, string>,
): ScopedCss {
  const suffix = scopeHash(path);
  const names: Record<string, string> = {};
  const keyframes = new Set(
    [...source.matchAll(/@(?:-webkit-)?keyframes\s+([\w-]+)/g)].map((match) => match[1]!),
  );
  const scoped = (name: string) => `_${name}_${suffix}`;
  const declare = (name: string) => (names[name] ??= scoped(name));

  let css = '';
  /** The selector, at-rule or declaration being read. */
  let pending = '';
  /** Names of the rules we are inside of, innermost last. */
  const rules: string[][] = [];

  for (const [part] of source.matchAll(token)) {
    if (part === '{') {
      const selector = pending.trimStart().startsWith('@') ? undefined : scopeSelector(pending, declare);
      css += `${selector?.text ?? scopeAtRule(pending, keyframes, scoped)}{`;
      rules.push(selector?.names ?? rules.at(-1) ?? []);
      pending = '';
    } else if (part === '}' || part === ';') {
      css += scopeDeclaration(pending) + (part === ';' && pending.trim() === '' ? '' : part);
      if (part === '}') rules.pop();
      pending = '';
    } else if (part.startsWith('/*')) css += part;
    else pending += part;
  }
  return {css: css + pending, names};

  function scopeDeclaration(declaration: string): string {
    const [, property, value] = /^\s*([\w-]+)\s*:([\s\S]*)$/.exec(declaration) ?? [];
    if (property === 'composes') {
      for (const name of rules.at(-1) ?? []) compose(name, value!.trim());
      return '';
    }
    if (property === 'animation' || property === 'animation-name') {
      return declaration.replace(/[\w-]+/g, (word) => (keyframes.has(word) ? scoped(word) : word));
    }
    return declaration;
  }

  function compose(name: string, value: string): void {
    const [, list, from] = /^([\s\S]*?)(?:\s+from\s+(global|"[^"]*"|'[^']*'))?$/.exec(value)!;
    const source = from === undefined || from === 'global' ? undefined : namesOf(from.slice(1, -1));
    for (const composed of list!.trim().split(/\s+/)) {
      const classes =
        from === 'global' ? composed : source ? (source[composed] ?? composed) : declare(composed);
      names[name] = `${declare(name)} ${classes}`;
    }
  }
}

function scopeAtRule(rule: string, keyframes: ReadonlySet<string>, scoped: (name: string) => string): string {
  return rule.replace(/^(\s*@(?:-webkit-)?keyframes\s+)([\w-]+)/, (whole, head: string, name: string) =>
    keyframes.has(name) ? head + scoped(name) : whole,
  );
}

function scopeSelector(selector: string, declare: (name: string) => string): {text: string; names: string[]} {
  const names: string[] = [];
  let isGlobal = false;
  const inParentheses = String.raw`\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)`;
  const pattern = new RegExp(
    `:global${inParentheses}|:local${inParentheses}|(:global\\b|:local\\b)\\s*|\\[[^\\]]*\\]|,|([.#])((?:[\\w-]|[^\\x00-\\x7f])+)`,
    'g',
  );
  const rename = (sign: string, name: string) => {
    names.push(name);
    return sign + declare(name);
  };
  const text = selector.replace(pattern, (whole, global, local, mode, sign, name) => {
    if (global !== undefined) return global as string;
    if (local !== undefined)
      return (local as string).replace(/([.#])([\w-]+)/g, (_, s: string, n: string) => rename(s, n));
    if (mode !== undefined) {
      isGlobal = mode === ':global';
      return '';
    }
    if (whole === ',') isGlobal = false;
    return sign === undefined || isGlobal || /^\d/.test(name) ? whole : rename(sign, name);
  });
  return {text, names};
}
