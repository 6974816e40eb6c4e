import type {LinkedModule} from '../protocol.js';
import {isRefreshBoundary, type RefreshRuntime} from './react-refresh.js';
import type {Instance, Registry} from './registry.js';
import {hasStyle, removeStyle, setStyle} from './styles.js';

export type UpdateKind = 'hot' | 'style' | 'reload';

interface Boundary {
  /** Module to run again. */
  id: string;
  /** Called with its new exports. */
  accept: (updated: unknown) => void;
}

/**
 * Swaps modules in a running app.
 *
 * From each changed module it goes up through the importers to the nearest ones that accept the change, then runs what
 * lies between again. Where a path reaches an entry, the app must be loaded anew.
 *
 * @returns 'reload' where that is so; nothing was changed then
 * @throws what a module throws while it runs; the old modules are back in place then
 */
export function applyUpdate(
  registry: Registry,
  changed: readonly LinkedModule[],
  removed: readonly string[],
  refresh: RefreshRuntime | undefined,
): UpdateKind {
  const scripts = changed.filter((module) => !module.isBarrel && !isStyleSwap(module, registry));
  const boundaries: Boundary[] = [];
  const toRun = new Set<string>();
  if (scripts.some(({id}) => registry.isInWorker(id))) return 'reload';
  for (const {id} of scripts) {
    if (!registry.instance(id)) continue;
    if (!collect(id, [], {registry, refresh, boundaries, toRun})) return 'reload';
  }

  const styles = changed.filter(({id}) => !scripts.some((script) => script.id === id));
  const payload = {
    type: 'update',
    updates: [
      ...boundaries.map(({id}) => updateOf('js-update', id)),
      ...styles.map(({id}) => updateOf('css-update', id)),
    ],
  };
  registry.events.emit('vite:beforeUpdate', payload);
  registry.define(changed);
  for (const {id, style} of changed)
    if (style !== undefined && (registry.instance(id) || hasStyle(id))) setStyle(id, style);
  if (removed.length > 0) registry.events.emit('vite:beforePrune', {type: 'prune', paths: removed});
  for (const id of removed) {
    registry.instance(id)?.hot.removed();
    registry.forget(id);
    removeStyle(id);
  }
  if (toRun.size === 0) {
    registry.events.emit('vite:afterUpdate', payload);
    return scripts.length === 0 ? 'style' : 'hot';
  }

  const old = [...toRun].map((id) => registry.drop(id)).filter((instance) => instance !== undefined);
  const updated = runAgain(registry, boundaries, old);
  if (refresh && old.some((instance) => lostItsBoundary(instance, registry, refresh))) return 'reload';
  for (const {accept, exports} of updated) accept(exports);
  refresh?.performReactRefresh();
  registry.events.emit('vite:afterUpdate', payload);
  return 'hot';
}

/** Whether the app has a part in how changes are shown: a module that can be swapped, or that hears of a reload. */
export function takesUpdates(registry: Registry, refresh: RefreshRuntime | undefined): boolean {
  const isBoundary = (instance: Instance) => {
    try {
      return refresh !== undefined && isRefreshBoundary(instance, refresh);
    } catch {
      return false; // it still awaits something, and has not set what it exports
    }
  };
  return (
    registry.events.has('vite:beforeFullReload') ||
    registry.instances().some((instance) => instance.hot.acceptsAny || isBoundary(instance))
  );
}

function updateOf(type: 'js-update' | 'css-update', path: string) {
  return {type, path, acceptedPath: path, timestamp: Date.now()};
}

/** A stylesheet that the page links, or whose importers see the same exports: only its CSS is new. */
function isStyleSwap({id, style, code}: LinkedModule, registry: Registry): boolean {
  return style !== undefined && (registry.definition(id)?.code ?? code) === code;
}

function collect(
  id: string,
  path: readonly string[],
  at: {registry: Registry; refresh: RefreshRuntime | undefined; boundaries: Boundary[]; toRun: Set<string>},
): boolean {
  const {registry, refresh, boundaries, toRun} = at;
  const instance = registry.instance(id);
  if (!instance || path.includes(id)) return true;
  toRun.add(id);
  const acceptsItself = instance.hot.acceptsItself;
  if (acceptsItself ?? (refresh && isRefreshBoundary(instance, refresh))) {
    if (!boundaries.some((boundary) => boundary.id === id)) {
      boundaries.push({id, accept: acceptsItself ?? (() => undefined)});
    }
    return true;
  }
  const importers = registry.importers(id);
  if (importers.length === 0) return false;
  return importers.every((importer) => {
    const links = registry.definition(importer)?.links ?? {};
    const accept = registry.instance(importer)?.hot.accepts((specifier) => links[specifier] === id);
    if (!accept) return collect(importer, [...path, id], at);
    boundaries.push({id, accept});
    return true;
  });
}

function runAgain(registry: Registry, boundaries: readonly Boundary[], old: readonly Instance[]) {
  try {
    return boundaries.map(({id, accept}) => ({accept, exports: registry.namespace(id)}));
  } catch (error) {
    for (const instance of old) registry.restore(instance);
    throw error;
  }
}

/** A component file that now exports something else as well: importers hold values that React does not swap. */
function lostItsBoundary(old: Instance, registry: Registry, refresh: RefreshRuntime): boolean {
  const now = registry.instance(old.id);
  return now !== undefined && isRefreshBoundary(old, refresh) && !isRefreshBoundary(now, refresh);
}
