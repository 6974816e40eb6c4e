import type {
  JsxAttribute,
  JsxChild,
  JsxElement,
  JsxFragment,
  JsxName,
  JsxSpreadAttribute,
} from './jsx-syntax.js';
import type {TextEdits} from './text-edits.js';

export interface JsxSettings {
  runtime: 'automatic' | 'classic';
  /** Where the automatic runtime comes from. */
  importSource: string;
  pragma: string;
  fragmentPragma: string;
}

export const defaultJsx: JsxSettings = {
  runtime: 'automatic',
  importSource: 'react',
  pragma: 'React.createElement',
  fragmentPragma: 'React.Fragment',
};

/** `@jsx h`, `@jsxFrag Fragment`, `@jsxRuntime classic`, `@jsxImportSource preact` in a comment override the settings. */
export function jsxSettingsFor(source: string, settings: JsxSettings): JsxSettings {
  if (!source.includes('@jsx')) return settings;
  const [pragma, fragmentPragma, runtime, importSource] = [
    'jsx',
    'jsxFrag',
    'jsxRuntime',
    'jsxImportSource',
  ].map((name) => new RegExp(`/\\*[\\s\\S]*?@${name}\\s+([\\w.@/-]+)[\\s\\S]*?\\*/`).exec(source)?.[1]);
  return {
    runtime: runtime === 'classic' || (runtime === undefined && pragma) ? 'classic' : settings.runtime,
    importSource: importSource ?? settings.importSource,
    pragma: pragma ?? settings.pragma,
    fragmentPragma: fragmentPragma ?? settings.fragmentPragma,
  };
}

interface Names {
  /** The variable that holds a module; adds the import. */
  importVariable: (specifier: string) => string;
  /** How to write a top-level name. */
  reference: (name: string) => string;
}

/**
 * Turns JSX into calls, innermost first: by the time an element is rewritten, all edits inside it are known and become
 * part of its own. Line breaks stay where they were.
 */
export class JsxRewriter {
  readonly #code: string;
  readonly #edits: TextEdits;
  readonly #settings: JsxSettings;
  readonly #names: Names;

  constructor(code: string, edits: TextEdits, settings: JsxSettings, names: Names) {
    this.#code = code;
    this.#edits = edits;
    this.#settings = settings;
    this.#names = names;
  }

  rewrite(node: JsxElement | JsxFragment): void {
    const opening = node.type === 'JSXElement' ? node.openingElement : node.openingFragment;
    const type =
      node.type === 'JSXElement' ? this.#elementType(node.openingElement.name) : this.#fragmentType();
    const attributes = node.type === 'JSXElement' ? node.openingElement.attributes : [];
    const call = this.#settings.runtime === 'classic' || hasKeyAfterSpread(attributes) ? 'create' : 'jsx';
    let at = node.start;
    const upTo = (end: number) => {
      const breaks = lineBreaks(this.#code.slice(at, end));
      at = end;
      return breaks;
    };

    let key: string | undefined;
    const props = attributes.map((attribute) => {
      const before = upTo(attribute.start);
      at = attribute.end;
      if (call === 'jsx' && attribute.type === 'JSXAttribute' && nameOf(attribute.name) === 'key') {
        key = this.#attributeValue(attribute);
        return before;
      }
      return `${before}${this.#property(attribute)}, `;
    });
    props.push(upTo(opening.end));
    const children = node.children.flatMap((child) => {
      const before = upTo(child.start);
      const text = this.#child(child);
      at = child.end;
      return text === '' ? [] : [before + text];
    });
    const trailing = upTo(node.end);
    const text =
      call === 'jsx'
        ? this.#jsxCall(type, props.join(''), children, key, trailing)
        : this.#createCall(type, props.join(''), children, trailing);
    const missing = lineBreaks(this.#code.slice(node.start, node.end)).length - lineBreaks(text).length;
    this.#edits.replaceAll(node.start, node.end, text + '\n'.repeat(Math.max(0, missing)));
  }

  #jsxCall(
    type: string,
    props: string,
    children: readonly string[],
    key: string | undefined,
    trailing: string,
  ): string {
    const runtime = this.#names.importVariable(`${this.#settings.importSource}/jsx-dev-runtime`);
    const isStatic = children.length > 1;
    const list = isStatic ? `[${children.join(', ')}]` : children[0];
    const all = list === undefined ? props : `${props}children: ${list}`;
    return `${runtime}.jsxDEV(${type}, {${all}${trailing}}, ${key ?? 'void 0'}, ${isStatic})`;
  }

  #createCall(type: string, props: string, children: readonly string[], trailing: string): string {
    const {runtime, pragma, importSource} = this.#settings;
    const create =
      runtime === 'classic'
        ? this.#pragma(pragma)
        : `${this.#names.importVariable(importSource)}.createElement`;
    const values = [type, props.trim() === '' ? `null${props}` : `{${props}}`, ...children];
    return `${create}(${values.join(', ')}${trailing})`;
  }

  #elementType(name: JsxName): string {
    if (name.type === 'JSXMemberExpression') return this.#edits.take(this.#code, name.start, name.end);
    const text = nameOf(name);
    return /^[a-z]|[-:]/.test(text)
      ? JSON.stringify(text)
      : this.#edits.take(this.#code, name.start, name.end);
  }

  #fragmentType(): string {
    const {runtime, fragmentPragma, importSource} = this.#settings;
    if (runtime === 'classic') return this.#pragma(fragmentPragma);
    return `${this.#names.importVariable(`${importSource}/jsx-dev-runtime`)}.Fragment`;
  }

  #pragma(pragma: string): string {
    const [root = '', ...rest] = pragma.split('.');
    return [this.#names.reference(root), ...rest].join('.');
  }

  #property(attribute: JsxAttribute | JsxSpreadAttribute): string {
    if (attribute.type === 'JSXSpreadAttribute') {
      return `...${this.#edits.take(this.#code, attribute.argument.start, attribute.argument.end)}`;
    }
    const name = nameOf(attribute.name);
    return `${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}: ${this.#attributeValue(attribute)}`;
  }

  #attributeValue({value}: JsxAttribute): string {
    if (value === null) return 'true';
    if (value.type === 'Literal') {
      const text = String(value.value);
      return JSON.stringify(text.replace(/\s*\n\s*/g, ' ')) + lineBreaks(text);
    }
    return this.#expression(value);
  }

  #expression(node: Exclude<JsxAttribute['value'], null>): string {
    const inner = node.type === 'JSXExpressionContainer' ? node.expression : node;
    const text = this.#edits.take(this.#code, inner.start, inner.end);
    if (node.type !== 'JSXExpressionContainer') return text;
    const before = lineBreaks(this.#code.slice(node.start, inner.start));
    const after = lineBreaks(this.#code.slice(inner.end, node.end));
    return before + text + after;
  }

  /** '' for what renders nothing. */
  #child(child: JsxChild): string {
    switch (child.type) {
      case 'JSXText': {
        const text = cleanText(child.value);
        return text === '' ? '' : JSON.stringify(text) + lineBreaks(child.value);
      }
      case 'JSXSpreadChild':
        return `...${this.#edits.take(this.#code, child.expression.start, child.expression.end)}`;
      case 'JSXExpressionContainer':
        return child.expression.type === 'JSXEmptyExpression' ? '' : this.#expression(child);
      default:
        return this.#edits.take(this.#code, child.start, child.end);
    }
  }
}

function nameOf(name: JsxName): string {
  if (name.type === 'JSXIdentifier') return name.name;
  if (name.type === 'JSXNamespacedName') return `${name.namespace.name}:${name.name.name}`;
  return `${nameOf(name.object)}.${name.property.name}`;
}

/** React keeps `{...props} key` apart from `key {...props}`: there the last one wins. */
function hasKeyAfterSpread(attributes: readonly (JsxAttribute | JsxSpreadAttribute)[]): boolean {
  const spread = attributes.findIndex(({type}) => type === 'JSXSpreadAttribute');
  return (
    spread >= 0 &&
    attributes.slice(spread).some((one) => one.type === 'JSXAttribute' && nameOf(one.name) === 'key')
  );
}

/** Lines are trimmed and joined by a space; lines of nothing but white space vanish. */
function cleanText(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.replace(/^[ \t]+/, '');
      return (index === lines.length - 1 ? start : start.replace(/[ \t]+$/, '')).replaceAll('\t', ' ');
    })
    .filter((line) => line !== '')
    .join(' ');
}

function lineBreaks(text: string): string {
  return '\n'.repeat(text.split('\n').length - 1);
}
