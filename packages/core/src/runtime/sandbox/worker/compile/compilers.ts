import type * as VueCompiler from '@vue/compiler-sfc';

/** Compilers of frameworks: large, so each is loaded when the first file of its kind is met. */
export interface Compilers {
  vue(): VueModule;
}

export type VueModule = Pick<
  typeof VueCompiler,
  'parse' | 'compileScript' | 'compileTemplate' | 'compileStyle'
>;

declare global {
  /** Set by `compiler-*.js` when they run in the worker. */
  var codecraftCompilers: {vue?: VueModule} | undefined;
}

/** @param runScript runs one of our prebuilt files, at once */
export function loadedCompilers(runScript: (fileName: string) => void): Compilers {
  return {
    vue: () => {
      if (!globalThis.codecraftCompilers?.vue) runScript('compiler-vue.js');
      return globalThis.codecraftCompilers!.vue!;
    },
  };
}
