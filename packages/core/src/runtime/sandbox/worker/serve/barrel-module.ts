import type {Barrel, Surface} from '../compile/barrel.js';

/** What must be known of other modules to open a barrel. */
export interface BarrelSources {
  /** The id of the module that a specifier means, where it is one of ours. */
  locate: (specifier: string, importer: string) => string | undefined;
  /** What a module exports; undefined where that shows only when it runs. */
  surface: (id: string) => Surface | undefined;
}

/** A barrel, with all its names known and each module behind it loaded by itself. */
export interface OpenBarrel {
  /** Module and name there, by exported name; `*` is the whole module. */
  exits: Map<string, {id: string; name: string}>;
  code: string;
  links: Record<string, string>;
}

/**
 * Writes a barrel so that each name leads to its module only when it is read. Then what nobody imports from it need not
 * be compiled, sent or run; bundlers drop the same, where the package says that it has no side effects.
 *
 * @returns undefined where a name cannot be traced, so that the barrel has to run as it is
 */
export function openBarrel(id: string, barrel: Barrel, sources: BarrelSources): OpenBarrel | undefined {
  const exits: OpenBarrel['exits'] = new Map();
  const links: Record<string, string> = {};
  const getters: string[] = [];
  const add = (exported: string, name: string, specifier: string): boolean => {
    const target = links[specifier] ?? sources.locate(specifier, id);
    if (target === undefined) return false;
    links[specifier] = target;
    exits.set(exported, {id: target, name});
    const member = name === '*' ? '' : `[${JSON.stringify(name)}]`;
    getters.push(`${JSON.stringify(exported)}: () => __require(${JSON.stringify(specifier)})${member}`);
    return true;
  };
  for (const [exported, {specifier, name}] of Object.entries(barrel.origins)) {
    if (!add(exported, name, specifier)) return undefined;
  }
  for (const specifier of barrel.stars) {
    const target = sources.locate(specifier, id);
    const names = target === undefined ? undefined : allNames(target, sources, new Set([id]));
    if (!names) return undefined;
    for (const name of names) {
      // What the module names itself goes before what a star brings.
      if (name !== 'default' && !exits.has(name)) add(name, name, specifier);
    }
  }
  return {exits, links, code: `"use strict";__export({${getters.join(', ')}});`};
}

function allNames(id: string, sources: BarrelSources, seen: Set<string>): Set<string> | undefined {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const surface = sources.surface(id);
  if (!surface) return undefined;
  const names = new Set(surface.names);
  for (const specifier of surface.stars) {
    const target = sources.locate(specifier, id);
    const more = target === undefined ? undefined : allNames(target, sources, seen);
    if (!more) return undefined;
    for (const name of more) if (name !== 'default') names.add(name);
  }
  return names;
}
