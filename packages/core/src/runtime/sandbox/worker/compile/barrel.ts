import type {Expression, Program, VariableDeclaration} from 'acorn';
import {boundNames} from './syntax-tree.js';

/** Where an exported name comes from; `*` is the whole module. */
export interface Origin {
  specifier: string;
  name: string;
  /** `const one = library.one`: the same as passing it on only where it never changes. */
  isCopy?: true;
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
      case 'VariableDeclaration':
        for (const {id, init} of statement.declarations) {
          const origin = init && memberOfImport(init, imported);
          if (!origin || statement.kind !== 'const' || id.type !== 'Identifier') return undefined;
          imported.set(id.name, {...origin, isCopy: true});
        }
        break;
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

/** What `library.one` leads to after `import * as library`. */
function memberOfImport(node: Expression, imported: ReadonlyMap<string, Origin>): Origin | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier')
    return undefined;
  const whole = imported.get(node.object.name);
  if (whole?.name !== '*' || node.property.type !== 'Identifier') return undefined;
  return {specifier: whole.specifier, name: node.property.name};
}

function nameOf(node: {type: 'Identifier'; name: string} | {type: 'Literal'; value?: unknown}): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** What an ES module exports, as far as it says so itself. */
export interface Surface {
  names: string[];
  /** Those of the names that are `const`. */
  constants: string[];
  /** Where those come from that are `export {…} from`. */
  origins: Record<string, Origin>;
  /** `export * from`: these export more. */
  stars: string[];
}

export function readSurface(program: Program): Surface {
  const names: string[] = [];
  const constants: string[] = [];
  const origins: Record<string, Origin> = {};
  const stars: string[] = [];
  const local = new Set(program.body.flatMap((statement) => constantsOf(statement)));
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') names.push('default');
    else if (statement.type === 'ExportAllDeclaration') {
      if (statement.exported) names.push(nameOf(statement.exported));
      else stars.push(String(statement.source.value));
    } else if (statement.type === 'ExportNamedDeclaration') {
      const {declaration, specifiers, source} = statement;
      for (const one of specifiers) {
        const [exported, name] = [nameOf(one.exported), nameOf(one.local)];
        names.push(exported);
        if (source) origins[exported] = {specifier: String(source.value), name};
        else if (local.has(name)) constants.push(exported);
      }
      if (declaration?.type === 'VariableDeclaration') {
        names.push(...namesOf(declaration));
        constants.push(...constantsOf(declaration));
      } else if (declaration) names.push(declaration.id.name);
    }
  }
  return {names, constants, origins, stars};
}

function constantsOf(statement: Program['body'][number]): string[] {
  return statement.type === 'VariableDeclaration' && statement.kind === 'const' ? namesOf(statement) : [];
}

function namesOf({declarations}: VariableDeclaration): string[] {
  return declarations.flatMap(({id}) => boundNames(id)).map(({name}) => name);
}
