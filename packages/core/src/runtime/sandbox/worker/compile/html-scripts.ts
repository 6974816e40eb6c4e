import type {Program} from 'acorn';
import {attribute, scanTags, type Tag} from './html.js';
import {eachReference} from './scopes.js';
import {parseJavaScript, type SyntaxNode} from './syntax-tree.js';
import {TextEdits} from './text-edits.js';

/** The source of the `index`-th `<script type="module">` that has no `src`. */
export function inlineModule(html: string, index: number): string {
  return scanTags(html).filter(isInlineModule)[index]?.text ?? '';
}

export function isModuleScript(tag: Tag): boolean {
  return tag.name === 'script' && attribute(tag, 'type')?.toLowerCase() === 'module';
}

export function isInlineModule(tag: Tag): boolean {
  return isModuleScript(tag) && attribute(tag, 'src') === undefined;
}

/** Scripts that run where they stand, in the global scope. */
export function isClassicScript(tag: Tag): boolean {
  const type = attribute(tag, 'type')?.toLowerCase() ?? '';
  return tag.name === 'script' && (type === '' || /^(text|application)\/(x-)?(java|ecma)script$/.test(type));
}

const windows = new Set(['window', 'self', 'globalThis', 'document', 'parent', 'top']);

/**
 * Lets a classic script use the preview's `location`, which browsers allow nobody to replace.
 *
 * Modules get theirs as a parameter; a classic script shares the global scope, so its uses are renamed to the global
 * that the frame offers. Everything else stays as written.
 *
 * @throws CompileProblem where the script is not valid
 */
export function rewriteLocation(code: string, path: string): string {
  if (!code.includes('location')) return code;
  const program: Program = parseJavaScript(code, path, 'script');
  const edits = new TextEdits();
  eachReference(
    program,
    new Set(['location']),
    ({node, ancestors}) => {
      const parent = ancestors.at(-1);
      const isShorthand = parent?.type === 'Property' && parent.shorthand;
      edits.replace(node.start, node.end, isShorthand ? 'location: __location' : '__location');
    },
    (node) => {
      if (!isWindowLocation(node)) return undefined;
      edits.replace(node.start, node.end, '__location');
      return 'skip';
    },
  );
  return edits.apply(code);
}

function isWindowLocation(node: SyntaxNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.object.type === 'Identifier' &&
    windows.has(node.object.name) &&
    node.property.type === 'Identifier' &&
    node.property.name === 'location'
  );
}
