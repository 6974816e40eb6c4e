import type {CallExpression, Program} from 'acorn';
import {eachChild, isFunction, type SyntaxNode} from './syntax-tree.js';

/** Hooks whose order alone matters; all others are asked for their own signature. */
const reactHooks = new Set([
  'use',
  'useActionState',
  'useCallback',
  'useContext',
  'useDebugValue',
  'useDeferredValue',
  'useEffect',
  'useEffectEvent',
  'useFormStatus',
  'useId',
  'useImperativeHandle',
  'useInsertionEffect',
  'useLayoutEffect',
  'useMemo',
  'useOptimistic',
  'useReducer',
  'useRef',
  'useState',
  'useSyncExternalStore',
  'useTransition',
]);

const isComponentName = (name: string) => /^[A-Z]/.test(name);
const isHookName = (name: string) => name === 'use' || /^use[A-Z0-9]/.test(name);

/**
 * Code to append to a module so that React Fast Refresh knows its components and custom hooks.
 *
 * React's own Babel plugin edits function bodies; registering from outside at the end does the same for functions
 * declared at the top level, and keeps every line of the user's code where it was.
 *
 * @param reference how to write a top-level name, see `EsModuleParts.reference`
 * @returns '' where nothing looks like a component or a hook
 */
export function refreshFooter(program: Program, code: string, reference: (name: string) => string): string {
  const calls: string[] = [];

  const register = (name: string, definition: SyntaxNode): void => {
    if (!isComponentName(name) && !isHookName(name)) return;
    if (isComponentName(name)) calls.push(`__refresh.register(${name}, ${JSON.stringify(name)});`);
    const body = innermostFunction(definition);
    if (!body) return;
    const {key, customHooks} = signatureOf(body, code, reference);
    if (key)
      calls.push(`__refresh.sign(${name}, ${JSON.stringify(key)}, () => [${customHooks.join(', ')}]);`);
  };

  for (const statement of program.body) {
    const declaration =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (!declaration) continue;
    if (declaration.type === 'FunctionDeclaration') register(declaration.id?.name ?? 'Default', declaration);
    else if (declaration.type === 'VariableDeclaration') {
      for (const {id, init} of declaration.declarations) {
        if (id.type === 'Identifier' && init && mayBeComponent(init)) register(id.name, init);
      }
    } else if (statement.type === 'ExportDefaultDeclaration' && mayBeComponent(declaration)) {
      register('Default', declaration);
    }
  }
  // An anonymous default export is called __default in the rewritten module.
  return calls.join('').replace(/\((Default)(?=,)/g, '(__default');
}

function mayBeComponent(node: SyntaxNode): boolean {
  return isFunction(node) || node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression';
}

/** `memo(forwardRef(function …))` → the function. */
function innermostFunction(node: SyntaxNode | null | undefined): SyntaxNode | undefined {
  if (!node || isFunction(node)) return node ?? undefined;
  if (node.type !== 'CallExpression') return undefined;
  return innermostFunction(
    node.arguments.find((argument) => isFunction(argument) || argument.type === 'CallExpression'),
  );
}

/** Which hooks a function calls, in order. State is kept by an edit only while this stays the same. */
function signatureOf(
  definition: SyntaxNode,
  code: string,
  reference: (name: string) => string,
): {key: string; customHooks: string[]} {
  let key = '';
  const customHooks: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isFunction(node) && node !== definition) return;
    const name = node.type === 'CallExpression' ? hookName(node) : undefined;
    if (name && node.type === 'CallExpression') {
      const argument =
        name === 'useState' ? node.arguments[0] : name === 'useReducer' ? node.arguments[1] : undefined;
      key += `${name}{${argument ? code.slice(argument.start, argument.end) : ''}}\n`;
      if (!reactHooks.has(name) && node.callee.type === 'Identifier')
        customHooks.push(reference(node.callee.name));
    }
    eachChild(node, visit);
  };
  visit(definition);
  return {key, customHooks};
}

function hookName(call: CallExpression): string | undefined {
  const {callee} = call;
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
        ? callee.property.name
        : '';
  return isHookName(name) ? name : undefined;
}
