import type {CompileContext} from '../compile/compile-module.js';
import {compileStyles, locateStyle, preprocess} from '../compile/styles.js';

/**
 * Styles as CSS that esbuild reads: it finds imports and assets itself. Only where Tailwind must see the whole is that
 * done before, and assets are named from the project's root.
 *
 * @throws NotYet CompileProblem
 */
export function buildStyles(source: string, path: string, language: string, context: CompileContext): string {
  if (context.tailwind) {
    const {css, usesClassNames} = compileStyles(source, path, language, context, (specifier, from) => {
      const [, address = '', fragment = ''] = /^([^?#]*)(.*)$/.exec(specifier) ?? [];
      if (context.files.isFile(`/public${address}`)) return undefined;
      const found = locateStyle(address, from, context);
      return found && found + fragment;
    });
    if (usesClassNames) return css;
  }
  return preprocess(source, path, language, context).css;
}
