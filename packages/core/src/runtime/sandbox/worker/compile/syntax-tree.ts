import {type AnyNode, type Identifier, Parser, type Pattern, type Program} from 'acorn';
import jsx from 'acorn-jsx';
import {decorators} from './decorator-syntax.js';
import type {JsxNode} from './jsx-syntax.js';
import {notingNodes} from './noted-nodes.js';
import {CompileProblem} from './problem.js';

export type SyntaxNode = AnyNode | JsxNode;

const PlainParser = Parser.extend(notingNodes);
const JsxParser = Parser.extend(jsx(), decorators, notingNodes);

/** Parses JavaScript, with JSX in modules. Types must be gone by then. */
export function parseJavaScript(
  code: string,
  path: string,
  sourceType: 'module' | 'script',
  source = code,
): Program {
  try {
    return parse(sourceType === 'module' ? JsxParser : PlainParser, code, sourceType);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('loc' in error) || !('pos' in error)) throw error;
    const {line, column} = error.loc as {line: number; column: number};
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    throw new CompileProblem(explain(message, code, error.pos as number), {
      path,
      source,
      line,
      column: column + 1,
    });
  }
}

/** Parses a module without JSX or decorators, as packages have them; undefined where it is none. */
export function parsePlainModule(code: string): Program | undefined {
  try {
    return parse(PlainParser, code, 'module');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parse(parser: typeof Parser, code: string, sourceType: 'module' | 'script'): Program {
  return parser.parse(code, {
    ecmaVersion: 'latest',
    sourceType,
    allowHashBang: true,
    allowAwaitOutsideFunction: sourceType === 'module',
    allowReturnOutsideFunction: sourceType === 'script',
  });
}

function explain(message: string, code: string, offset: number): string {
  if (code[offset] === '@') return 'Decorators can stand before classes, their members and parameters only.';
  return `${message}.`;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Calls `visit` for each child node, in source order for everything acorn makes. */
export function eachChild(node: SyntaxNode, visit: (child: SyntaxNode, key: string) => void): void {
  if (node.type === 'JSXOpeningElement') {
    // The parser puts the name last.
    visit(node.name, 'name');
    for (const attribute of node.attributes) visit(attribute, 'attributes');
    return;
  }
  // Half of the compiler's time is spent here; Object.entries would double it.
  for (const key in node) {
    const value: unknown = node[key as keyof SyntaxNode];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, key);
    } else if (isNode(value)) visit(value, key);
  }
}

export function isFunction(node: SyntaxNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** The names a pattern binds: `{a, b: [c = 1], ...d}` → a, c, d. */
export function boundNames(pattern: Pattern | null): Identifier[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => boundNames(element));
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    default:
      return [];
  }
}

/** The text of a string literal or of a template without holes. */
export function stringValue(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
