import type {AnyNode, Expression, Pattern, Program, SpreadElement, Super} from 'acorn';
import type {TypeScriptCompiler} from '../compile/compilers.js';
import {defaultJsx} from '../compile/jsx.js';
import {CompileProblem, placeOf} from '../compile/problem.js';
import {parseJavaScript} from '../compile/syntax-tree.js';
import {stripTypes} from '../compile/type-script.js';

export interface ConfigSource {
  path: string;
  source: string;
  /** What an import of the configuration answers: a module of ours, or another file's value. */
  importValue: (specifier: string) => {value: unknown} | undefined;
  /** Loaded only for a configuration in TypeScript. */
  typeScript: () => TypeScriptCompiler;
}

type Scope = ReadonlyMap<string, unknown>;

/** More than any configuration needs; functions that call each other for ever end here. */
const maxSteps = 100_000;
const maxDepth = 100;
/** Would lead out of plain data to what every object has. */
const refusedNames = new Set(['__proto__', 'prototype', 'constructor', 'caller', 'arguments']);

/**
 * What a configuration file exports, read from its syntax: it is the project's code, and must not run on the page's
 * origin. Data, imports, spreads, and functions that only put values together are understood.
 *
 * @throws CompileProblem at the first thing that would have to be run
 */
export function readExport({path, source, importValue, typeScript}: ConfigSource): unknown {
  const isTyped = /\.[cm]?ts$/.test(path);
  const types = () => ({hasJsx: false, jsx: defaultJsx, compiler: typeScript()});
  const code = isTyped ? stripTypes(source, path, types()) : source;
  const program = parseJavaScript(code, path, 'module', source);
  const topLevel = new Map<string, unknown>();
  let steps = 0;
  let depth = 0;
  let exported: unknown;
  for (const statement of program.body) run(statement);
  return exported;

  function run(statement: Program['body'][number]): void {
    switch (statement.type) {
      case 'ImportDeclaration': {
        const value = imported(String(statement.source.value), statement);
        for (const {type, local, ...rest} of statement.specifiers) {
          const isNamed = type === 'ImportSpecifier' && 'imported' in rest;
          const name = isNamed ? (rest.imported as {name: string}).name : undefined;
          topLevel.set(local.name, name === undefined ? value : member(value, name, statement));
        }
        return;
      }
      case 'VariableDeclaration':
        for (const {id, init} of statement.declarations)
          bind(id, init ? evaluate(init, topLevel) : undefined, topLevel);
        return;
      case 'ExportDefaultDeclaration':
        exported = evaluate(statement.declaration as Expression, topLevel);
        return;
      case 'ExpressionStatement': {
        const {expression} = statement;
        if (statement.directive !== undefined) return;
        if (expression.type === 'AssignmentExpression' && isModuleExports(expression.left)) {
          exported = evaluate(expression.right, topLevel);
          return;
        }
      }
    }
    throw problem(statement);
  }

  function evaluate(node: Expression | SpreadElement | Super, scope: Scope): unknown {
    if (++steps > maxSteps || depth > maxDepth) throw problem(node, 'This takes too long to read.');
    switch (node.type) {
      case 'Literal':
        return node.value;
      case 'TemplateLiteral':
        return node.quasis
          .map(({value}, index) => {
            const hole = node.expressions[index];
            return value.cooked + (hole ? String(evaluate(hole, scope)) : '');
          })
          .join('');
      case 'Identifier':
        if (node.name === 'undefined') return undefined;
        if (!scope.has(node.name)) throw problem(node);
        return scope.get(node.name);
      case 'ArrayExpression':
        return node.elements.flatMap((element) => {
          if (element?.type !== 'SpreadElement') return [element ? evaluate(element, scope) : undefined];
          const spread = evaluate(element.argument, scope);
          if (!Array.isArray(spread)) throw problem(element);
          return spread as unknown[];
        });
      case 'ObjectExpression': {
        const properties = node.properties.flatMap((property): [string, unknown][] => {
          if (property.type === 'SpreadElement')
            return Object.entries((evaluate(property.argument, scope) as object | undefined) ?? {});
          if (property.kind !== 'init') throw problem(property);
          const {key, computed} = property;
          const name = !computed && key.type === 'Identifier' ? key.name : evaluate(key as Expression, scope);
          if (refusedNames.has(String(name))) throw problem(property);
          return [[String(name), evaluate(property.value, scope)]];
        });
        return Object.fromEntries(properties);
      }
      case 'MemberExpression': {
        const {property, computed} = node;
        const name = computed ? evaluate(property as Expression, scope) : (property as {name: string}).name;
        return member(evaluate(node.object, scope), String(name), node);
      }
      case 'UnaryExpression': {
        const value = evaluate(node.argument, scope);
        if (node.operator === '-') return -Number(value);
        if (node.operator === '!') return !value;
        throw problem(node);
      }
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') throw problem(node);
        const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)] as [number, number];
        if (node.operator === '+') return left + right;
        if (node.operator === '*') return left * right;
        if (node.operator === '/') return left / right;
        if (node.operator === '-') return left - right;
        throw problem(node);
      }
      case 'LogicalExpression': {
        const left = evaluate(node.left, scope);
        if (node.operator === '??') return left ?? evaluate(node.right, scope);
        const isDone = node.operator === '||' ? Boolean(left) : !left;
        return isDone ? left : evaluate(node.right, scope);
      }
      case 'ConditionalExpression':
        return evaluate(evaluate(node.test, scope) ? node.consequent : node.alternate, scope);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression': {
        const {params, body} = node;
        const [only] = body.type === 'BlockStatement' ? body.body : [];
        const isReturn =
          body.type !== 'BlockStatement' || (body.body.length === 1 && only?.type === 'ReturnStatement');
        const result =
          body.type !== 'BlockStatement' ? body : only?.type === 'ReturnStatement' && only.argument;
        if (!isReturn || !result || node.async || node.generator) throw problem(node);
        return (...values: unknown[]) => {
          const inner = new Map(scope);
          for (const [index, parameter] of params.entries()) bind(parameter, values[index], inner);
          depth++;
          const value = evaluate(result, inner);
          depth--;
          return value;
        };
      }
      case 'CallExpression': {
        const {callee} = node;
        const [first] = node.arguments;
        if (callee.type === 'Identifier' && callee.name === 'require' && first?.type === 'Literal')
          return imported(String(first.value), node);
        const called = evaluate(callee, scope);
        if (typeof called !== 'function') throw problem(node);
        return (called as (...values: unknown[]) => unknown)(
          ...node.arguments.map((argument) => evaluate(argument, scope)),
        );
      }
      default:
        throw problem(node);
    }
  }

  function bind(pattern: Pattern, value: unknown, scope: Map<string, unknown>): void {
    if (pattern.type === 'Identifier') scope.set(pattern.name, value);
    else if (pattern.type === 'AssignmentPattern')
      bind(pattern.left, value === undefined ? evaluate(pattern.right, scope) : value, scope);
    else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties) {
        if (property.type === 'RestElement' || property.key.type !== 'Identifier') throw problem(property);
        bind(property.value, member(value, property.key.name, property), scope);
      }
    } else throw problem(pattern);
  }

  /** A property of data. What objects inherit is out of reach. */
  function member(object: unknown, name: string, node: AnyNode): unknown {
    const holder = typeof object === 'object' || typeof object === 'function' ? object : null;
    if (holder === null || refusedNames.has(name)) throw problem(node);
    return Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;
  }

  function imported(specifier: string, node: AnyNode): unknown {
    const found = importValue(specifier);
    if (found) return found.value;
    throw problem(
      node,
      `${specifier} cannot be used in a configuration here, because configurations are read and never run.`,
    );
  }

  function problem(
    {start}: {start: number},
    message = 'This would have to be run, and configurations are read and never run. Write the value itself.',
  ): CompileProblem {
    return new CompileProblem(message, {path, source, ...placeOf(code, start)});
  }
}

function isModuleExports(node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'exports'
  );
}
