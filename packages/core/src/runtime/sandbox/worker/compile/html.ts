export interface Attribute {
  name: string;
  /** Entities decoded; empty for an attribute without a value. */
  value: string;
}

/** A start tag. `start` and `end` are offsets of the source. */
export interface Tag {
  name: string;
  attributes: Attribute[];
  start: number;
  end: number;
  /** For elements whose content is plain text, such as `script`: that content and the offset after the end tag. */
  text?: string;
  closeEnd?: number;
}

const rawTextElements = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'template']);

/** Finds the start tags of an HTML source, with comments and the text of scripts left out. Not a tree. */
export function scanTags(html: string): Tag[] {
  const tags: Tag[] = [];
  const opening = /<!--[\s\S]*?(?:-->|$)|<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    if (match[1] === undefined) continue;
    const tag: Tag = {
      name: match[1].toLowerCase(),
      attributes: parseAttributes(match[2]!),
      start: match.index,
      end: opening.lastIndex,
    };
    tags.push(tag);
    if (!rawTextElements.has(tag.name) || tag.name === 'template' || tag.name === 'noscript') continue;
    const closing = new RegExp(`</${tag.name}\\s*>`, 'gi');
    closing.lastIndex = tag.end;
    const close = closing.exec(html);
    tag.text = html.slice(tag.end, close?.index ?? html.length);
    tag.closeEnd = opening.lastIndex = close ? closing.lastIndex : html.length;
  }
  return tags;
}

export function attribute(tag: Tag, name: string): string | undefined {
  return tag.attributes.find((candidate) => candidate.name === name)?.value;
}

/** Writes a start tag. `null` removes an attribute. */
export function writeTag(tag: Tag, changes: Record<string, string | null> = {}): string {
  const kept = tag.attributes.filter(({name}) => !(name in changes));
  const changed = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [{name, value}]));
  const written = [...kept, ...changed].map(
    ({name, value}) => ` ${name}${value === '' ? '' : `="${escapeAttribute(value)}"`}`,
  );
  return `<${tag.name}${written.join('')}>`;
}

export function escapeAttribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

/** Text for inside `<script>`: nothing in it may end the element or start a comment that hides the end. */
export function escapeScript(code: string): string {
  return code.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}

/** Text for inside `<style>`. */
export function escapeStyle(css: string): string {
  return css.replace(/<(?=\/style)/gi, '\\3c ');
}

function parseAttributes(source: string): Attribute[] {
  const pattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
  return [...source.matchAll(pattern)].map(([, name, double, single, bare]) => ({
    name: name!.toLowerCase(),
    value: decodeEntities(double ?? single ?? bare ?? ''),
  }));
}

const namedEntities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
