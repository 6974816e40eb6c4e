/** https://github.com/vuejs/core/blob/v3.5.0/packages/runtime-core/src/hmr.ts#L194 */
const givesUp = '[HMR] Something went wrong during Vue component hot-reload. Full reload required.';

/** Vue catches what a swapped component throws, and says only in the console that the page must be loaded again. */
export function reloadWhereVueGivesUp(reload: () => void): void {
  const warn = console.warn;
  console.warn = (...values: unknown[]) => {
    warn(...values);
    if (values[0] === givesUp) reload();
  };
}
