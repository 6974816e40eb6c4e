/**
 * Changes whenever the compiler does, so that nothing is used that an older one made.
 *
 * Replaced by a hash of the compiler's sources when the worker is bundled; see runtime-assets.rollup.mjs.
 */
declare const CODECRAFT_COMPILER_VERSION: string;

export const compilerVersion = CODECRAFT_COMPILER_VERSION;
