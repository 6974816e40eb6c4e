import type {FileSystem} from '../files/file-system.js';
import {splitQuery} from '../files/paths.js';
import type {Resolver} from '../resolve/resolver.js';
import type {LessCompiler, LessProblem} from './compilers.js';
import type {CompiledCss} from './css.js';
import {CompileProblem} from './problem.js';

/**
 * Turns Less into CSS. What it imports is found as imports are: beside it, by alias, and in packages.
 *
 * @throws CompileProblem
 */
export function compileLess(
  source: string,
  path: string,
  compile: LessCompiler,
  {files, resolver}: {files: FileSystem; resolver: Resolver},
): CompiledCss {
  const load = (specifier: string, folder: string) => {
    const wanted = specifier.replace(/^~/, '');
    const from = `${folder}_.less`;
    for (const candidate of [`./${wanted}`, `./${wanted}.less`, wanted, `${wanted}.less`]) {
      const found = resolver.styles.resolve(candidate, from);
      if (found?.kind !== 'file') continue;
      const file = splitQuery(found.id).path;
      return {path: file, source: files.readText(file)};
    }
    return undefined;
  };
  try {
    const {css, imports} = compile(source, path, load);
    return {css, imported: imports};
  } catch (error) {
    if (!isLessProblem(error)) throw error;
    const {message, filename = path, line, column} = error;
    const place = filename === path ? source : files.textIfAny(filename);
    throw new CompileProblem(message, {
      path: filename,
      source: place,
      line: line ?? undefined,
      ...(typeof column === 'number' && {column: column + 1}),
    });
  }
}

function isLessProblem(error: unknown): error is LessProblem {
  return typeof error === 'object' && error !== null && 'message' in error && 'type' in error;
}
