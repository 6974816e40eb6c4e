import {packageFolder} from '../packages/package-folder.js';
import type {Resolver} from '../resolve/resolver.js';
import type {CompiledModule} from './compile-module.js';

/** Every specifier of the module that can be known. */
export function importsOf({staticImports, dynamicImports, workers}: CompiledModule): Set<string> {
  return new Set([...staticImports.map(({specifier}) => specifier), ...dynamicImports, ...workers]);
}

/** Where the imports of a package's module lead that stay inside the package, below its folder. */
export function ownLinks(
  compiled: CompiledModule,
  path: string,
  resolver: Pick<Resolver, 'resolve'>,
): Record<string, string | false> {
  const folder = packageFolder(path);
  const links: Record<string, string | false> = {};
  // A barrel has hundreds, of which few are ever taken.
  if (folder === undefined || compiled.barrel) return links;
  for (const specifier of importsOf(compiled)) {
    if (!specifier.startsWith('.')) continue;
    const target = resolver.resolve(specifier, path);
    if (target?.kind === 'empty') links[specifier] = false;
    if (target?.kind === 'file' && packageFolder(target.id) === folder) {
      links[specifier] = target.id.slice(folder.length + 1);
    }
  }
  return links;
}
