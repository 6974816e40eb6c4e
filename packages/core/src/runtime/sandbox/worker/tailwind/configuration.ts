import type {TypeScriptCompiler} from '../compile/compilers.js';
import {CompileProblem} from '../compile/problem.js';
import type {FileSystem} from '../files/file-system.js';
import {directoryOf, normalizePath} from '../files/paths.js';
import {readExport} from '../resolve/static-value.js';

/** A configuration of Tailwind, read without running it, and the files it was read from. */
export interface Configuration {
  value: Record<string, unknown>;
  readFrom: string[];
}

const extensions = ['', '.js', '.ts', '.mjs', '.cjs', '.mts', '.cts'];
/**
 * @param path of the configuration, with or without its extension
 * @param with.modules plugins and themes that our own build brings, by specifier
 * @param with.typeScript loaded only for a configuration in TypeScript
 * @throws CompileProblem
 */
export function readConfiguration(
  path: string,
  files: FileSystem,
  {modules, typeScript}: {modules: Record<string, unknown>; typeScript: () => TypeScriptCompiler},
): Configuration {
  const readFrom: string[] = [];
  return {value: read(path, []) as Record<string, unknown>, readFrom};

  function read(wanted: string, parents: readonly string[]): unknown {
    const found = extensions.map((extension) => wanted + extension).find((name) => files.isFile(name));
    if (found === undefined) throw new CompileProblem(`The configuration ${wanted} does not exist.`, {});
    if (parents.includes(found))
      throw new CompileProblem('This configuration imports itself.', {path: found});
    readFrom.push(found);
    return readExport({
      path: found,
      source: files.readText(found),
      typeScript,
      importValue: (specifier) => {
        if (specifier.startsWith('.'))
          return {value: read(normalizePath(specifier, directoryOf(found)), [...parents, found])};
        const name = specifier.replace(/\.js$/, '');
        return Object.hasOwn(modules, name) ? {value: modules[name]} : undefined;
      },
    });
  }
}
