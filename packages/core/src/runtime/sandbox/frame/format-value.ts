const maxDepth = 3;
const maxItems = 100;

/** A console call as text: `%s`, `%d`, `%o` and `%c` filled in, the rest joined by spaces. */
export function formatCall(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || !first.includes('%')) return values.map(formatTop).join(' ');
  const filled = first.replace(/%([sdifoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 's') return typeof value === 'string' ? value : formatValue(value);
    if (kind === 'd' || kind === 'i') return String(Math.trunc(Number(value)));
    return kind === 'f' ? String(Number(value)) : formatValue(value);
  });
  return [filled, ...rest.map(formatTop)].join(' ');
}

function formatTop(value: unknown): string {
  return typeof value === 'string' ? value : formatValue(value);
}

/** A value as a developer reads it, cut off where it is deep or long. */
export function formatValue(value: unknown, depth = 0, parents: readonly object[] = []): string {
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return value.name ? `ƒ ${value.name}()` : 'ƒ ()';
  if (typeof value !== 'object' || value === null) return String(value);
  if (parents.includes(value)) return '[circular]';
  if (value instanceof Error) return formatError(value);
  if (isInstance(value, 'Element')) return `<${value.localName}${value.id ? ` id="${value.id}"` : ''}>`;
  if (isInstance(value, 'Node')) return value.nodeName;
  if (value instanceof Date || value instanceof RegExp) return String(value);
  const name = value.constructor?.name ?? '';
  if (depth >= maxDepth) return Array.isArray(value) ? '[…]' : `${name === 'Object' ? '' : `${name} `}{…}`;
  const inner = (item: unknown) => formatValue(item, depth + 1, [...parents, value]);
  if (value instanceof Map)
    return `Map(${value.size}) {${list([...value].map(([key, item]) => `${inner(key)} => ${inner(item)}`))}}`;
  if (value instanceof Set) return `Set(${value.size}) {${list([...value].map(inner))}}`;
  if (Array.isArray(value)) return `[${list(value.slice(0, maxItems).map(inner), value.length)}]`;
  return `${name && name !== 'Object' ? `${name} ` : ''}{${list(properties(value, inner))}}`;
}

/** Workers of the app have neither. */
function isInstance<Name extends 'Element' | 'Node'>(
  value: object,
  name: Name,
): value is InstanceType<(typeof globalThis)[Name]> {
  const known = globalThis[name] as (typeof globalThis)[Name] | undefined;
  return known !== undefined && value instanceof known;
}

/** Chromium begins a stack with name and message; that of Firefox has nothing but places. */
function formatError({name, message, stack = ''}: Error): string {
  const title = message ? `${name}: ${message}` : name;
  return stack.startsWith(name) ? stack : `${title}\n${stack}`.trimEnd();
}

function properties(value: object, inner: (item: unknown) => string): string[] {
  return Object.keys(value).map((key) => {
    const label = /^[\w$]+$/.test(key) ? key : JSON.stringify(key);
    try {
      return `${label}: ${inner((value as Record<string, unknown>)[key])}`;
    } catch {
      // A getter of the app that throws must not break its own console call.
      return `${label}: [throws]`;
    }
  });
}

function list(items: readonly string[], total = items.length): string {
  const shown = items.slice(0, maxItems);
  return [...shown, ...(total > shown.length ? [`… ${total - shown.length} more`] : [])].join(', ');
}
