import type {Parser, Program} from 'acorn';
import type {ParserClass} from './parser-parts.js';
import type {SyntaxNode} from './syntax-tree.js';

const types: ReadonlySet<string> = new Set([
  'Identifier',
  'ImportExpression',
  'MetaProperty',
  'AwaitExpression',
  'ForOfStatement',
  'JSXIdentifier',
  'JSXElement',
  'JSXFragment',
]);

const byProgram = new WeakMap<Program, readonly SyntaxNode[]>();

/** Has acorn note the nodes of a program that a module may have rewritten, so that they need not be looked for. */
export function notingNodes(Base: typeof Parser): typeof Parser {
  class WithNotes extends (Base as unknown as ParserClass) {
    readonly #nodes: SyntaxNode[] = [];

    override parse(): Program {
      const program = super.parse();
      byProgram.set(program, this.#nodes);
      return program;
    }

    override finishNode<T>(node: T, type: string): T {
      if (types.has(type)) this.#nodes.push(node as SyntaxNode);
      return super.finishNode(node, type);
    }
  }
  return WithNotes as unknown as typeof Parser;
}

/** In the order in which they end. @param program parsed with these notes */
export function notedNodes(program: Program): readonly SyntaxNode[] {
  return byProgram.get(program)!;
}
