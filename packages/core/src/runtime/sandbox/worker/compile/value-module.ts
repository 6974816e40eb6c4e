import type {CompiledModule} from './compile-module.js';

/** A module that is nothing but this value. */
export function valueModule(expression: string): CompiledModule {
  return {
    format: 'cjs',
    code: `module.exports = ${expression};`,
    isAsync: false,
    staticImports: [],
    dynamicImports: [],
    workers: [],
    exportNames: undefined,
    madeFrom: [],
    usesGlob: false,
    usesClassNames: false,
  };
}
