import type {StaticImport} from './es-module.js';
import {CompileProblem} from './problem.js';

/** Refuses names that the other module does not export, as a browser would before running anything. */
export function missingExport(
  {names, specifier}: StaticImport,
  exportNames: readonly string[],
  source: string,
  path: string,
): CompileProblem | undefined {
  const missing = names.find(({name}) => name !== '*' && !exportNames.includes(name));
  if (!missing) return undefined;
  const what = missing.name === 'default' ? 'no default export' : `no export named ${missing.name}`;
  const has = exportNames.length > 0 ? `It exports ${exportNames.join(', ')}.` : 'It exports nothing.';
  return new CompileProblem(`${specifier} has ${what}. ${has}`, {
    path,
    source,
    line: lineNaming(source, specifier),
  });
}

/** The line that imports `specifier`; offsets of compiled code do not fit the source. */
export function lineNaming(source: string, specifier: string): number | undefined {
  const quoted = [`'${specifier}'`, `"${specifier}"`];
  const index = source.split('\n').findIndex((line) => quoted.some((text) => line.includes(text)));
  return index < 0 ? undefined : index + 1;
}
