import type {Program} from 'acorn';
import {CompileProblem} from './problem.js';
import {eachChild, parseJavaScript, type SyntaxNode, stringValue} from './syntax-tree.js';

/**
 * What a CommonJS module requires, leaving out branches that are for production only: the entry of React and others
 * chooses between two builds by `process.env.NODE_ENV`.
 */
export function requiredSpecifiers(code: string, path: string): string[] {
  const all = new Set<string>();
  for (const match of code.matchAll(/\brequire\(\s*(["'])([^"'\n]+)\1\s*\)/g)) all.add(match[2]!);
  if (all.size < 2 || !code.includes('NODE_ENV')) return [...all];
  const taken = new Set<string>();
  try {
    collect(parseJavaScript(code, path, 'script'), taken);
  } catch (error) {
    if (error instanceof CompileProblem) return [...all]; // says so itself when it is run
    throw error;
  }
  return [...all].filter((specifier) => taken.has(specifier));
}

function collect(node: Program | SyntaxNode, taken: Set<string>): void {
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
    const specifier = node.arguments[0] && stringValue(node.arguments[0]);
    if (specifier !== undefined) taken.add(specifier);
  }
  const isDevelopment =
    node.type === 'IfStatement' || node.type === 'ConditionalExpression' ? outcome(node.test) : undefined;
  eachChild(node, (child, key) => {
    const isDead =
      (key === 'consequent' && isDevelopment === false) || (key === 'alternate' && isDevelopment === true);
    if (!isDead) collect(child, taken);
  });
}

/** What a comparison with NODE_ENV comes to; undefined for every other test. */
function outcome(test: SyntaxNode): boolean | undefined {
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(test.operator)) return undefined;
  const sides = [test.left, test.right];
  const isAboutNodeEnv = sides.some(
    (side) =>
      side.type === 'MemberExpression' &&
      side.property.type === 'Identifier' &&
      side.property.name === 'NODE_ENV',
  );
  const value = sides.map((side) => stringValue(side as SyntaxNode)).find((text) => text !== undefined);
  if (!isAboutNodeEnv || value === undefined) return undefined;
  return (value === 'development') === !test.operator.startsWith('!');
}
