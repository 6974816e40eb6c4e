import type {Program} from 'acorn';
import {boundNames} from './syntax-tree.js';

/** Where an exported name comes from; `*` is the whole module. */
export interface Origin {
  specifier: string;
  name: string;
}

/** A module that only passes on what others export, as the entry of most libraries does. */
export interface Barrel {
  origins: Record<string, Origin>;
  /** `export * from` */
  stars: string[];
  /** `import './styles.css'`, which is there for what it does. */
  effects: string[];
}

/** The module as a barrel, or undefined where it does anything of its own. */
export function readBarrel(program: Program): Barrel | undefined {
  const imported = new Map<string, Origin>();
  const origins: Record<string, Origin> = {};
  const stars: string[] = [];
  const effects: string[] = [];
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ImportDeclaration': {
        const specifier = String(statement.source.value);
        if (statement.specifiers.length === 0) effects.push(specifier);
        for (const one of statement.specifiers) {
          const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : wholeOrDefault(one.type);
          imported.set(one.local.name, {specifier, name});
        }
        break;
      }
      case 'ExportNamedDeclaration': {
        if (statement.declaration) return undefined;
        for (const {exported, local} of statement.specifiers) {
          const origin = statement.source
            ? {specifier: String(statement.source.value), name: nameOf(local)}
            : imported.get(nameOf(local));
          if (!origin) return undefined;
          origins[nameOf(exported)] = origin;
        }
        break;
      }
      case 'ExportAllDeclaration': {
        const specifier = String(statement.source.value);
        if (statement.exported) origins[nameOf(statement.exported)] = {specifier, name: '*'};
        else stars.push(specifier);
        break;
      }
      case 'EmptyStatement':
        break;
      case 'ExpressionStatement':
        // 'use client'
        if (statement.directive === undefined) return undefined;
        break;
      default:
        return undefined;
    }
  }
  const isEmpty = stars.length === 0 && Object.keys(origins).length === 0;
  return isEmpty ? undefined : {origins, stars, effects};
}

function wholeOrDefault(type: 'ImportDefaultSpecifier' | 'ImportNamespaceSpecifier'): string {
  return type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

function nameOf(node: {type: 'Identifier'; name: string} | {type: 'Literal'; value?: unknown}): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** What an ES module exports, as far as it says so itself. */
export interface Surface {
  names: string[];
  /** `export * from`: these export more. */
  stars: string[];
}

export function readSurface(program: Program): Surface {
  const names: string[] = [];
  const stars: string[] = [];
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') names.push('default');
    else if (statement.type === 'ExportAllDeclaration') {
      if (statement.exported) names.push(nameOf(statement.exported));
      else stars.push(String(statement.source.value));
    } else if (statement.type === 'ExportNamedDeclaration') {
      const {declaration, specifiers} = statement;
      names.push(...specifiers.map(({exported}) => nameOf(exported)));
      if (declaration?.type === 'VariableDeclaration') {
        const bound = declaration.declarations.flatMap(({id}) => boundNames(id));
        names.push(...bound.map(({name}) => name));
      } else if (declaration) names.push(declaration.id.name);
    }
  }
  return {names, stars};
}
