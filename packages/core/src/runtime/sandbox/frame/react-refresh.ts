import type {Instance} from './registry.js';

/** The part of `react-refresh/runtime` that is used here. */
export interface RefreshRuntime {
  register(type: unknown, id: string): void;
  setSignature(type: unknown, key: string, forceReset: boolean, customHooks: () => unknown[]): void;
  isLikelyComponentType(type: unknown): boolean;
  performReactRefresh(): unknown;
}

/** True where all that a module exports are components, so that React can swap it without telling its importers. */
export function isRefreshBoundary({exports, isEsModule}: Instance, refresh: RefreshRuntime): boolean {
  if (!isEsModule || typeof exports !== 'object' || exports === null) return false;
  const names = Object.keys(exports);
  return (
    names.length > 0 &&
    names.every((name) => refresh.isLikelyComponentType(exports[name as keyof typeof exports]))
  );
}
