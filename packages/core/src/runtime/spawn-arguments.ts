import type {SpawnOptions} from './runtime.js';

/** Both ways to call `spawn`: `(command, args, options)` and `(command, options)`. */
export function spawnArguments(
  argsOrOptions: string[] | SpawnOptions = [],
  options: SpawnOptions = {},
): {args: string[]; options: SpawnOptions} {
  return Array.isArray(argsOrOptions) ? {args: argsOrOptions, options} : {args: [], options: argsOrOptions};
}
