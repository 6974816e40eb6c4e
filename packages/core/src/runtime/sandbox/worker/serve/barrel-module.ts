import type {Barrel, Origin, Surface} from '../compile/barrel.js';

/** What must be known of other modules to open a barrel. */
export interface BarrelSources {
  /** The id of the module that a specifier means, where it is one of ours. */
  locate: (specifier: string, importer: string) => string | undefined;
  /** What a module exports; undefined where that shows only when it runs. */
  surface: (id: string) => Surface | undefined;
  /** What is not there is still to come. */
  isIncomplete: boolean;
}

/** Where each name of a barrel comes from. */
export type BarrelExits = ReadonlyMap<string, Origin>;

/**
 * Finds out where each name of a barrel leads. Then what nobody takes from it need not be compiled, sent or run; bundlers
 * drop the same, where the package says that it has no side effects.
 *
 * @returns undefined where a name cannot be traced, so that the barrel has to run as it is
 */
export function openBarrel(id: string, barrel: Barrel, sources: BarrelSources): BarrelExits | undefined {
  const exits = new Map(Object.entries(barrel.origins));
  for (const origin of exits.values())
    if (origin.isCopy && !isConstant(origin, id, sources, new Set())) return undefined;
  for (const specifier of barrel.stars) {
    const names = starNames(specifier, id, sources, new Set([id]));
    if (!names) return undefined;
    for (const name of names) {
      // What the module names itself goes before what a star brings.
      if (name !== 'default' && !exits.has(name)) exits.set(name, {specifier, name});
    }
  }
  return exits;
}

/** The barrel as a module that has these names only. Each leads to its module when it is read. */
export function barrelCode(exits: BarrelExits, names: Iterable<string>): string {
  const getters: string[] = [];
  for (const exported of names) {
    const exit = exits.get(exported);
    if (!exit) continue;
    const member = exit.name === '*' ? '' : `[${JSON.stringify(exit.name)}]`;
    getters.push(`${JSON.stringify(exported)}: () => __require(${JSON.stringify(exit.specifier)})${member}`);
  }
  return `"use strict";__export({${getters.join(', ')}});`;
}

/** Whether the name leads to a `const`, by `export {…} from` alone. */
function isConstant(
  {specifier, name}: Origin,
  importer: string,
  sources: BarrelSources,
  seen: Set<string>,
): boolean {
  const id = sources.locate(specifier, importer);
  if (id === undefined || seen.has(`${id} ${name}`)) return false;
  seen.add(`${id} ${name}`);
  const surface = sources.surface(id);
  if (!surface) return false;
  if (surface.constants.includes(name)) return true;
  return Object.hasOwn(surface.origins, name) && isConstant(surface.origins[name]!, id, sources, seen);
}

/** What `export * from` may bring, as far as it is there. */
function starNames(
  specifier: string,
  importer: string,
  sources: BarrelSources,
  seen: Set<string>,
): Set<string> | undefined {
  const target = sources.locate(specifier, importer);
  if (target !== undefined) return allNames(target, sources, seen);
  return sources.isIncomplete ? new Set() : undefined;
}

function allNames(id: string, sources: BarrelSources, seen: Set<string>): Set<string> | undefined {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const surface = sources.surface(id);
  if (!surface) return undefined;
  const names = new Set(surface.names);
  for (const specifier of surface.stars) {
    const more = starNames(specifier, id, sources, seen);
    if (!more) return undefined;
    for (const name of more) if (name !== 'default') names.add(name);
  }
  return names;
}
