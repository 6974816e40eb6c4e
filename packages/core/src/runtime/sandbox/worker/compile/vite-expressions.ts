import {type SyntaxNode, stringValue} from './syntax-tree.js';

export interface GlobOptions {
  eager: boolean;
  import?: string;
  query?: string;
}

/** `import.meta.glob('./pages/*.jsx', {eager: true})` */
export function globCall(node: SyntaxNode): {patterns: string[]; options: GlobOptions} | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const {object, property} = node.callee;
  if (object.type !== 'MetaProperty' || property.type !== 'Identifier' || property.name !== 'glob')
    return undefined;
  const [first, second] = node.arguments;
  const patternNodes = first?.type === 'ArrayExpression' ? first.elements : [first];
  const patterns = patternNodes.flatMap((element) => (element && stringValue(element)) ?? []);
  const options: GlobOptions = {eager: false};
  for (const property of second?.type === 'ObjectExpression' ? second.properties : []) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    const value = property.value.type === 'Literal' ? property.value.value : undefined;
    if (property.key.name === 'eager') options.eager = value === true;
    if (property.key.name === 'import' && typeof value === 'string') options.import = value;
    if (property.key.name === 'query' && typeof value === 'string') options.query = value;
  }
  return {patterns, options};
}

/** `new URL('./file.png', import.meta.url)` → `./file.png` */
export function assetReference(node: SyntaxNode): string | undefined {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'URL')
    return undefined;
  const [specifier, base] = node.arguments;
  const isModuleUrl =
    base?.type === 'MemberExpression' &&
    base.object.type === 'MetaProperty' &&
    base.property.type === 'Identifier' &&
    base.property.name === 'url';
  return specifier && isModuleUrl ? stringValue(specifier) : undefined;
}

export interface WorkerReference {
  kind: 'Worker' | 'SharedWorker';
  specifier: string;
  /** The first argument. */
  script: SyntaxNode;
}

/** `new Worker(new URL('./work.ts', import.meta.url))` → which class, and `./work.ts` */
export function workerReference(node: SyntaxNode): WorkerReference | undefined {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier') return undefined;
  const kind = node.callee.name;
  const [script] = node.arguments;
  if ((kind !== 'Worker' && kind !== 'SharedWorker') || !script) return undefined;
  const specifier = assetReference(script);
  return specifier === undefined ? undefined : {kind, specifier, script};
}

/** `document.location` cannot be replaced in the frame, unlike `location` and `window.location`. */
export function isDocumentLocation(node: SyntaxNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.object.type === 'Identifier' &&
    node.object.name === 'document' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'location'
  );
}
