import type {Pattern} from 'acorn';
import type {NamedNode} from './jsx-syntax.js';
import {boundNames, eachChild, isFunction, type SyntaxNode} from './syntax-tree.js';

/** An identifier that reads or writes a variable, with the nodes around it. */
export interface Reference {
  node: NamedNode;
  /** From the program down to the direct parent. */
  ancestors: readonly SyntaxNode[];
}

export type NodeVisitor = (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => 'skip' | undefined;

/**
 * Finds every use of the given variables of the outermost scope, leaving out those shadowed further in.
 *
 * `onNode` sees each node on the way, so that a transform needs one walk only; it answers 'skip' to leave out what
 * lies inside.
 *
 * @param mayMatter false for nodes that hold nothing anybody looks for: they are left out, with all inside
 */
export function eachReference(
  program: SyntaxNode,
  names: ReadonlySet<string>,
  onReference: (reference: Reference) => void,
  onNode: NodeVisitor = () => undefined,
  onLeave: (node: SyntaxNode) => void = () => undefined,
  mayMatter: (node: SyntaxNode) => boolean = () => true,
): void {
  const ancestors: SyntaxNode[] = [];
  const shadows: Set<string>[] = [];

  const visit = (node: SyntaxNode, key: string): void => {
    if (!mayMatter(node)) return;
    const parent = ancestors.at(-1);
    if (onNode(node, ancestors) === 'skip') return;
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') {
      const isReference = names.has(node.name) && !(parent && isNameOnly(node, parent, key));
      if (isReference && !shadows.some((shadow) => shadow.has(node.name))) onReference({node, ancestors});
      return;
    }
    const shadow = parent ? declaredIn(node, names, mayMatter) : undefined;
    if (shadow) shadows.push(shadow);
    ancestors.push(node);
    eachChild(node, (child, childKey) => {
      // Both sides of a shorthand property are the same node: visit it once, as the value.
      if (childKey === 'key' && node.type === 'Property' && node.shorthand) return;
      visit(child, childKey);
    });
    ancestors.pop();
    if (shadow) shadows.pop();
    onLeave(node);
  };
  visit(program, '');
}

/** True where an identifier is a property's name, a label or the like, not a variable. */
function isNameOnly(node: NamedNode, parent: SyntaxNode, key: string): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'property' && !parent.computed;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'key' && !parent.computed && !(parent.type === 'Property' && parent.value === node);
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
    case 'ExportAllDeclaration':
    case 'ImportAttribute':
    case 'JSXAttribute':
    case 'JSXNamespacedName':
    case 'JSXClosingElement':
      return true;
    case 'JSXMemberExpression':
      return key === 'property';
    case 'JSXOpeningElement':
      // A lower-case element is one of the browser's own.
      return /^[a-z]/.test(node.name);
    default:
      return false;
  }
}

/** The wanted names that `node` declares for what lies inside it. */
function declaredIn(
  node: SyntaxNode,
  names: ReadonlySet<string>,
  mayMatter: (node: SyntaxNode) => boolean,
): Set<string> | undefined {
  const found = new Set<string>();
  const declare = (pattern: Pattern | null | undefined) => {
    for (const {name} of boundNames(pattern ?? null)) if (names.has(name)) found.add(name);
  };
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      for (const parameter of node.params) declare(parameter);
      if (node.type === 'FunctionExpression') declare(node.id);
      declareVariables(node.body, declare, mayMatter);
      break;
    case 'ClassExpression':
      declare(node.id);
      break;
    case 'CatchClause':
      declare(node.param);
      break;
    case 'BlockStatement':
    case 'StaticBlock':
      for (const statement of node.body) declareLexical(statement, declare);
      break;
    case 'SwitchStatement':
      for (const branch of node.cases)
        for (const statement of branch.consequent) declareLexical(statement, declare);
      break;
    case 'ForStatement':
      if (node.init) declareLexical(node.init, declare);
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      declareLexical(node.left, declare);
      break;
  }
  return found.size > 0 ? found : undefined;
}

function declareLexical(statement: SyntaxNode, declare: (pattern: Pattern | null) => void): void {
  if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') {
    for (const declarator of statement.declarations) declare(declarator.id);
  } else if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') {
    declare(statement.id);
  }
}

/** `var` belongs to the whole function, however deep in its blocks it stands. */
function declareVariables(
  node: SyntaxNode,
  declare: (pattern: Pattern | null) => void,
  mayMatter: (node: SyntaxNode) => boolean,
): void {
  if (!mayMatter(node)) return;
  if (node.type === 'VariableDeclaration' && node.kind === 'var') {
    for (const declarator of node.declarations) declare(declarator.id);
  }
  eachChild(node, (child) => {
    if (!isFunction(child) && child.type !== 'ClassBody') declareVariables(child, declare, mayMatter);
  });
}
