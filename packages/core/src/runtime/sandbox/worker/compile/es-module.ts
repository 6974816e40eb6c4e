import type {ExportNamedDeclaration, Identifier, Program} from 'acorn';
import {JsxRewriter, type JsxSettings} from './jsx.js';
import {notedNodes} from './noted-nodes.js';
import {eachReference, type NodeVisitor, type Reference} from './scopes.js';
import {boundNames, isFunction, type SyntaxNode, stringValue} from './syntax-tree.js';
import type {TextEdits} from './text-edits.js';

/** A static `import` or `export … from`. */
export interface StaticImport {
  specifier: string;
  /** Names taken from the module, as it exports them; `*` for the whole. */
  names: {name: string}[];
}

export interface EsModuleParts {
  staticImports: StaticImport[];
  dynamicImports: string[];
  exportNames: string[];
  /** `export * from` adds names that only the other module knows. */
  hasStarExport: boolean;
  isAsync: boolean;
  /** Goes before the code, on its first line: exports first, then imports, as the standard orders them. */
  header: string;
  /** How to write a top-level name in code appended to the module. */
  reference: (name: string) => string;
}

/**
 * Turns an ES module into the body of a function, in place and line for line.
 *
 * - exports become getters defined before anything runs, so bindings are live and cycles see hoisted functions;
 * - imports become property reads on the other module's exports, so they are live, too;
 * - `import()` becomes `__import()` and `import.meta` becomes `__meta`;
 * - JSX becomes calls.
 *
 * @param program `code`, parsed as a module
 * @param settings.onNode sees every node once, for further edits; 'skip' where it replaced the node
 */
export function rewriteEsModule(
  program: Program,
  code: string,
  edits: TextEdits,
  settings: {jsx: JsxSettings; onNode: NodeVisitor},
): EsModuleParts {
  const staticImports: StaticImport[] = [];
  const bindings = new Map<string, string>();
  const getters = new Map<string, string>();
  const starImports: number[] = [];
  const dynamicImports = new Set<string>();
  let isAsync = false;

  const importVariable = (specifier: string): {variable: string; names: StaticImport['names']} => {
    let index = staticImports.findIndex((known) => known.specifier === specifier);
    if (index < 0) index = staticImports.push({specifier, names: []}) - 1;
    return {variable: `__import${index}`, names: staticImports[index]!.names};
  };
  const reference = (name: string) => bindings.get(name) ?? name;

  const localExports: {exported: string; local: string}[] = [];
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ImportDeclaration': {
        const {variable, names} = importVariable(String(statement.source.value));
        for (const specifier of statement.specifiers) {
          const name = importedName(specifier);
          names.push({name});
          bindings.set(specifier.local.name, name === '*' ? variable : member(variable, name));
        }
        edits.removeKeepingLines(code, statement.start, statement.end);
        break;
      }
      case 'ExportNamedDeclaration':
        if (statement.source) {
          const {variable, names} = importVariable(String(statement.source.value));
          for (const specifier of statement.specifiers) {
            const name = nameOf(specifier.local);
            names.push({name});
            getters.set(nameOf(specifier.exported), member(variable, name));
          }
          edits.removeKeepingLines(code, statement.start, statement.end);
        } else exportDeclaration(statement);
        break;
      case 'ExportDefaultDeclaration': {
        const {declaration} = statement;
        const named = 'id' in declaration && declaration.id && declaration.type !== 'FunctionExpression';
        const isDeclaration =
          declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
        if (isDeclaration && named) {
          edits.removeKeepingLines(code, statement.start, declaration.start);
          getters.set('default', declaration.id!.name);
        } else if (isDeclaration) {
          edits.removeKeepingLines(code, statement.start, declaration.start);
          edits.insert(endOfKeyword(code, declaration), ' __default ');
          getters.set('default', '__default');
        } else {
          // Up to the keyword's end only: the expression may stand in parentheses.
          const [keywords] = /^export\s+default/.exec(code.slice(statement.start))!;
          edits.replace(statement.start, statement.start + keywords.length, 'const __default = ');
          getters.set('default', '__default');
        }
        break;
      }
      case 'ExportAllDeclaration': {
        const {variable, names} = importVariable(String(statement.source.value));
        if (statement.exported) {
          names.push({name: '*'});
          getters.set(nameOf(statement.exported), variable);
        } else {
          names.push({name: '*'});
          starImports.push(Number(variable.slice('__import'.length)));
        }
        edits.removeKeepingLines(code, statement.start, statement.end);
        break;
      }
    }
  }
  for (const {exported, local} of localExports) getters.set(exported, reference(local));

  const jsx = new JsxRewriter(code, edits, settings.jsx, {
    importVariable: (specifier) => importVariable(specifier).variable,
    reference,
  });
  const rewriteNode: NodeVisitor = (node, ancestors) => {
    if (settings.onNode(node, ancestors) === 'skip') return 'skip';
    if (node.type === 'ImportExpression') {
      edits.replace(node.start, node.start + 'import'.length, '__import');
      const specifier = stringValue(node.source);
      if (specifier !== undefined) dynamicImports.add(specifier);
    } else if (node.type === 'MetaProperty' && node.meta.name === 'import') {
      edits.replace(node.start, node.end, '__meta');
    } else if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) {
      if (!ancestors.some(isFunction)) isAsync = true;
    }
    return undefined;
  };
  const leave = (node: SyntaxNode) => {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') jsx.rewrite(node);
  };
  const names = new Set(bindings.keys());
  // What `onNode` looks for has one of these, or a node that is noted anyway.
  const mayMatter = placesThatMatter(program, new Set([...names, 'document']));
  eachReference(program, names, rewriteReference, rewriteNode, leave, mayMatter);

  return {
    staticImports,
    dynamicImports: [...dynamicImports],
    exportNames: [...getters.keys()],
    hasStarExport: starImports.length > 0,
    isAsync,
    header: header(),
    reference,
  };

  function exportDeclaration(statement: ExportNamedDeclaration): void {
    const {declaration} = statement;
    if (!declaration) {
      for (const {exported, local} of statement.specifiers) {
        localExports.push({exported: nameOf(exported), local: nameOf(local)});
      }
      edits.removeKeepingLines(code, statement.start, statement.end);
      return;
    }
    edits.removeKeepingLines(code, statement.start, declaration.start);
    const declared =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.flatMap((declarator) => boundNames(declarator.id))
        : [declaration.id];
    for (const {name} of declared) getters.set(name, name);
  }

  function rewriteReference({node, ancestors}: Reference): void {
    const parent = ancestors.at(-1);
    const replacement = bindings.get(node.name)!;
    if (parent?.type === 'Property' && parent.shorthand) {
      edits.replace(node.start, node.end, `${node.name}: ${replacement}`);
      return;
    }
    const isCallee =
      (parent?.type === 'CallExpression' && parent.callee === node) ||
      (parent?.type === 'TaggedTemplateExpression' && parent.tag === node);
    if (!isCallee || !replacement.includes('.')) edits.replace(node.start, node.end, replacement);
    // (0, x.f)() calls without passing x as `this`; a statement that now starts with ( must not join the line above.
    else
      edits.replace(
        node.start,
        node.end,
        `${startsListedStatement(node, ancestors) ? ';' : ''}(0, ${replacement})`,
      );
  }

  function header(): string {
    const properties = [...getters].map(([name, value]) => `${JSON.stringify(name)}: () => ${value}`);
    const imports = staticImports.map(
      ({specifier}, index) => `const __import${index} = __require(${JSON.stringify(specifier)});`,
    );
    const stars = starImports.map((index) => `__exportAll(__import${index});`);
    return `"use strict";__export({${properties.join(', ')}});${imports.join('')}${stars.join('')}`;
  }
}

/**
 * Where the module may have anything to be rewritten: most of a library's code has nothing of it, and is not walked
 * through.
 */
function placesThatMatter(program: Program, names: ReadonlySet<string>): (node: SyntaxNode) => boolean {
  const noted = notedNodes(program).filter((node) => node.type !== 'Identifier' || names.has(node.name));
  const places = noted.map(({start}) => start).sort((a, b) => a - b);
  return ({start, end}) => {
    let low = 0;
    for (let high = places.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (places[middle]! < start) low = middle + 1;
      else high = middle;
    }
    return low < places.length && places[low]! < end;
  };
}

function member(variable: string, name: string): string {
  return /^[\w$]+$/.test(name) ? `${variable}.${name}` : `${variable}[${JSON.stringify(name)}]`;
}

type ImportedAs = Extract<
  SyntaxNode,
  {type: 'ImportSpecifier' | 'ImportDefaultSpecifier' | 'ImportNamespaceSpecifier'}
>;

function importedName(specifier: ImportedAs): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported);
}

function nameOf(node: Identifier | {type: 'Literal'; value?: unknown}): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** After `function`, `async function*` or `class`, where an anonymous declaration gets its name. */
function endOfKeyword(code: string, declaration: SyntaxNode): number {
  const keyword = /^(?:async\s+)?(?:function\s*\*?|class)/.exec(
    code.slice(declaration.start, declaration.end),
  );
  return declaration.start + (keyword?.[0].length ?? 0);
}

/** True where the identifier is the first token of a statement in a list, so that a line before may lack its semicolon. */
function startsListedStatement(node: SyntaxNode, ancestors: readonly SyntaxNode[]): boolean {
  for (let index = ancestors.length - 1; index > 0; index--) {
    const ancestor = ancestors[index]!;
    if (ancestor.start !== node.start) return false;
    if (ancestor.type === 'ExpressionStatement') {
      const list = ancestors[index - 1]!.type;
      return (
        list === 'Program' || list === 'BlockStatement' || list === 'StaticBlock' || list === 'SwitchCase'
      );
    }
  }
  return false;
}
