import type {StaticImport} from '../../../worker/compile/es-module.js';

type Exports = Record<string, unknown>;

const namespaces = new WeakMap<object, Exports>();

/**
 * A CommonJS or built-in module as an ES module: all of it is the default, its properties are named exports.
 *
 * Unlike in browsers' bundlers, `default` is the whole even where the module says it was compiled from ES syntax; that
 * is how Node has it.
 */
export function namespaceOf(exports: unknown): Exports {
  const isObject = (typeof exports === 'object' && exports !== null) || typeof exports === 'function';
  if (!isObject) return {default: exports, 'module.exports': exports};
  const known = namespaces.get(exports);
  if (known) return known;
  const namespace = Object.create(null) as Exports;
  for (const name of namesOf(exports)) {
    Object.defineProperty(namespace, name, {enumerable: true, get: () => (exports as Exports)[name]});
  }
  Object.defineProperty(namespace, 'default', {enumerable: true, value: exports});
  Object.defineProperty(namespace, Symbol.toStringTag, {value: 'Module'});
  namespaces.set(exports, namespace);
  return namespace;
}

function namesOf(exports: object): string[] {
  return Object.keys(exports).filter((name) => name !== 'default' && name !== 'prototype');
}

/**
 * Refuses an import that names what the module does not export, as Node does before it runs anything.
 *
 * @param names what the module exports; undefined where that is not known before it runs
 * @throws SyntaxError
 */
export function checkNames({names, specifier}: StaticImport, exported: readonly string[] | undefined): void {
  if (!exported) return;
  const missing = names.find(({name}) => name !== '*' && !exported.includes(name));
  if (!missing) return;
  throw new SyntaxError(
    `The requested module '${specifier}' does not provide an export named '${missing.name}'`,
  );
}
